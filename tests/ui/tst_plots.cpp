// SPDX-License-Identifier: MIT
#include "tests/support/generated_movielens.h"
#include "tests/ui/window_fixture.h"
#include "ui/panels/data_charts.h"
#include "ui/plots/loss_plot.h"
#include "ui/plots/scatter_plot.h"

#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <cmath>

using namespace towerlab;
using namespace towerlab::ui;

class TestPlots : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { settings_ = std::make_unique<ui::test::OwnSettings>(); }

    void lossPlotCountsStepsAndEpochs();
    void lossPlotSmoothsWithACorrectedStart();
    void lossPlotShowsALoadedRun();
    void lossPlotFollowsUntilThePersonZooms();
    void scatterPicksThePointUnderTheMouse();
    void scatterPassesFaintPointsOver();
    void scatterKeepsAZoomedView();
    void exportsPngSvgAndPdf();
    void refusesAnUnknownEnding();

private:
    std::unique_ptr<ui::test::OwnSettings> settings_;
};

namespace {

EpochRecord epochRecord(int epoch, double loss, std::optional<double> validation) {
    EpochRecord record;
    record.epoch = epoch;
    record.step = static_cast<std::uint64_t>(epoch) * 2;
    record.trainLoss = loss;
    record.validationLoss = validation;
    return record;
}

std::vector<CloudPoint> threePoints() { return {{0, 0, 0, 4}, {1, 1, 0, 4}, {2, 0, 1, 4}}; }

} // namespace

void TestPlots::lossPlotCountsStepsAndEpochs() {
    LossPlot plot;
    plot.begin(2, 2);
    plot.addSteps({{1, 0.5F}, {2, 0.25F}});
    plot.addEpoch(epochRecord(1, 0.375, std::nullopt));
    plot.addSteps({{3, 0.2F}, {4, 0.1F}});
    plot.addEpoch(epochRecord(2, 0.15, 0.16));
    QCOMPARE(plot.stepCount(), 4);
    QCOMPARE(plot.epochCount(), 2);
    QCOMPARE(plot.validationCount(), 1);
    QCOMPARE(plot.graph(0)->data()->at(3)->key, 2.0); // steps are placed by epoch
    plot.begin(1, 1);
    QCOMPARE(plot.stepCount() + plot.epochCount() + plot.validationCount(), 0);
}

void TestPlots::lossPlotSmoothsWithACorrectedStart() {
    LossPlot plot;
    plot.setSmoothing(0.5);
    plot.begin(3, 1);
    plot.addSteps({{1, 1.0F}, {2, 0.0F}, {3, 0.0F}});
    const auto smoothed = plot.graph(1)->data();
    QCOMPARE(smoothed->at(0)->value, 1.0);         // .5 / .5
    QCOMPARE(smoothed->at(1)->value, 0.25 / 0.75); // (.5·.5) / (1 - .5²)
    QCOMPARE(smoothed->at(2)->value, 0.125 / 0.875);
    plot.setSmoothing(0);
    QCOMPARE(plot.graph(1)->data()->at(1)->value, 0.0);
}

void TestPlots::lossPlotShowsALoadedRun() {
    RunRecord record;
    record.epochs = {epochRecord(1, 0.4, 0.5), epochRecord(2, 0.3, 0.45)};
    LossPlot plot;
    plot.showRecord(record);
    QCOMPARE(plot.epochCount(), 2);
    QCOMPARE(plot.validationCount(), 2);
    QCOMPARE(plot.stepCount(), 0);
}

void TestPlots::lossPlotFollowsUntilThePersonZooms() {
    LossPlot plot;
    plot.begin(2, 4);
    plot.addSteps({{1, 1.0F}});
    QVERIFY(plot.xAxis->range().upper > 4);
    plot.xAxis->setRange(0, 1); // as a wheel does
    plot.addSteps({{2, 0.9F}});
    QCOMPARE(plot.xAxis->range().upper, 1.0);
    plot.begin(2, 4);
    QVERIFY(plot.xAxis->range().upper > 4);
}

void TestPlots::scatterPicksThePointUnderTheMouse() {
    ScatterPlot plot;
    plot.resize(500, 400);
    plot.setPoints(threePoints(), {Qt::red, Qt::blue}, false);
    plot.show();
    plot.replot();
    QSignalSpy picked(&plot, &ScatterPlot::picked);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, plot.placeOf(1).toPoint());
    QCOMPARE(picked.takeFirst().at(0).toInt(), 1);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, plot.placeOf(2).toPoint() - QPoint(5, 5));
    QCOMPARE(picked.takeFirst().at(0).toInt(), 2);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, plot.placeOf(1).toPoint() + QPoint(0, 60));
    QCOMPARE(picked.takeFirst().at(0).toInt(), -1);
}

void TestPlots::scatterPassesFaintPointsOver() {
    ScatterPlot plot;
    plot.resize(500, 400);
    plot.setPoints(threePoints(), {Qt::red, Qt::blue}, false);
    plot.setMarks({true, false, true});
    plot.show();
    plot.replot();
    QSignalSpy picked(&plot, &ScatterPlot::picked);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, plot.placeOf(1).toPoint());
    QCOMPARE(picked.takeFirst().at(0).toInt(), -1);
}

void TestPlots::scatterKeepsAZoomedView() {
    ScatterPlot plot;
    plot.setPoints(threePoints(), {Qt::red, Qt::blue}, false);
    plot.xAxis->setRange(0.5, 1.5);
    plot.setPoints(threePoints(), {Qt::red, Qt::blue}, true);
    QCOMPARE(plot.xAxis->range().lower, 0.5);
    plot.setPoints(threePoints(), {Qt::red, Qt::blue}, false);
    QVERIFY(plot.xAxis->range().lower < 0);
}

void TestPlots::exportsPngSvgAndPdf() {
    const QTemporaryDir folder;
    ScatterPlot plot;
    plot.resize(300, 200);
    plot.setPoints(threePoints(), {Qt::red, Qt::blue}, false);
    QVERIFY(plot.exportTo(folder.filePath(QStringLiteral("a.png"))));
    QCOMPARE(QImage(folder.filePath(QStringLiteral("a.png"))).size(), QSize(600, 400));
    QVERIFY(plot.exportTo(folder.filePath(QStringLiteral("a.svg"))));
    QVERIFY(plot.exportTo(folder.filePath(QStringLiteral("a.pdf"))));
    QFile svg(folder.filePath(QStringLiteral("a.svg")));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    QVERIFY(svg.readAll().contains("<svg"));
    QFile pdf(folder.filePath(QStringLiteral("a.pdf")));
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    QVERIFY(pdf.read(5).startsWith("%PDF"));
}

void TestPlots::refusesAnUnknownEnding() {
    const QTemporaryDir folder;
    ScatterPlot plot;
    QVERIFY(!plot.exportTo(folder.filePath(QStringLiteral("a.doc"))));
    QVERIFY(!plot.exportTo(folder.filePath(QStringLiteral("none/a.png"))));
}

QTEST_MAIN(TestPlots)
#include "tst_plots.moc"
