// SPDX-License-Identifier: MIT
#include "tests/support/generated_movielens.h"
#include "tests/ui/window_fixture.h"
#include "ui/data/charts.h"
#include "ui/plots/scatter_plot.h"
#include "ui/train/loss_plot.h"

#include <QSignalSpy>

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
    void lossPlotComparesRuns();
    void lossPlotSmoothsTheStepsOfAllRuns();
    void lossPlotShowsAMetricOfAllRuns();
    void lossPlotReadsAllRunsAtTheCrosshair();
    void lossPlotCountsStepsWhileStepping();
    void legendCoversNoData();
    void clickOnTheLegendHidesACurve();
    void logarithmicScaleTakesAllRuns();
    void scatterPicksThePointUnderTheMouse();
    void scatterPassesFaintPointsOver();
    void scatterKeepsAZoomedView();

private:
    std::unique_ptr<ui::test::OwnSettings> settings_;
};

namespace {

std::vector<theme::Ink> redAndBlue() { return {QColor(Qt::red), QColor(Qt::blue)}; }

EpochRecord epochRecord(int epoch, double loss, std::optional<double> validation) {
    EpochRecord record;
    record.epoch = epoch;
    record.step = static_cast<std::uint64_t>(epoch) * 2;
    record.trainLoss = loss;
    record.validationLoss = validation;
    return record;
}

PlottedRun plotted(quint64 id, const QString& name, const std::vector<EpochRecord>& epochs) {
    return {id, name, static_cast<std::size_t>(id), epochs};
}

/// A main run of two epochs, and two others, the second with a hit rate and three epochs.
void showThree(LossPlot& plot) {
    EpochRecord hit = epochRecord(1, 0.6, 0.7);
    hit.validationHitRate = 0.3;
    EpochRecord better = epochRecord(3, 0.4, 0.5);
    better.validationHitRate = 0.6;
    plot.begin(2, 2);
    plot.setMainRun(1, QStringLiteral("first"), 0);
    plot.addSteps({{1, 0.5F}, {2, 0.25F}});
    plot.addEpoch(epochRecord(1, 0.375, 0.4));
    plot.addEpoch(epochRecord(2, 0.3, std::nullopt));
    plot.setOthers(
        {plotted(2, QStringLiteral("second"), {epochRecord(1, 0.9, 1.0)}),
         plotted(3, QStringLiteral("<third>"), {hit, epochRecord(2, 0.5, 0.6), better})});
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

void TestPlots::lossPlotComparesRuns() {
    LossPlot plot;
    showThree(plot);
    const auto curves = plot.curves();
    QCOMPARE(curves.size(), std::size_t{3});
    QCOMPARE(curves[1]->main()->data()->at(0)->value, 0.9);
    QCOMPARE(curves[1]->validation()->data()->at(0)->value, 1.0);
    QCOMPARE(curves[2]->main()->dataCount(), 3);
    // Training solid, validation dashed, in the colour of the run.
    for (const RunCurve* curve : curves) {
        QCOMPARE(curve->main()->pen().style(), Qt::SolidLine);
        QVERIFY(curve->validation()->pen().style() != Qt::SolidLine);
        QCOMPARE(curve->main()->pen().color(), curve->validation()->pen().color());
    }
    QVERIFY(plot.xAxis->range().contains(3)); // the longest run
    QVERIFY(plot.yAxis->range().contains(1.0));
    plot.setMainShown(false);
    QCOMPARE(plot.curves().size(), std::size_t{2});
    QVERIFY(!plot.graph(0)->visible());
    plot.setOthers({});
    QCOMPARE(plot.curves().size(), std::size_t{0});
    plot.setMainShown(true);
    const RunCurve* alone = plot.curves().front();
    QVERIFY(alone->main()->pen().color() != alone->validation()->pen().color());
}

void TestPlots::lossPlotSmoothsTheStepsOfAllRuns() {
    LossPlot plot;
    plot.begin(2, 1);
    PlottedRun other = plotted(2, QStringLiteral("other"), {epochRecord(1, 0.5, std::nullopt)});
    other.losses = std::make_shared<const std::vector<float>>(std::vector{1.0F, 0.0F});
    plot.setSmoothing(0.5);
    plot.setOthers({other});
    const QCPGraph* smoothed = nullptr;
    for (int i = 3; i < plot.graphCount(); ++i) // after the main run's
        if (plot.graph(i)->visible() && plot.graph(i)->dataCount() == 2)
            smoothed = plot.graph(i);
    QVERIFY(smoothed);
    QCOMPARE(smoothed->data()->at(0)->value, 1.0);
    QCOMPARE(smoothed->data()->at(1)->value, 0.25 / 0.75);
    QCOMPARE(smoothed->data()->at(1)->key, 1.0);
    plot.setSmoothing(0);
    QCOMPARE(smoothed->data()->at(1)->value, 0.0);
    QVERIFY(plot.yAxis->range().contains(1.0)); // the start of its steps is in sight
    plot.setMetric(&runMetric("validation_rmse"));
    QVERIFY(!smoothed->visible());
}

void TestPlots::lossPlotShowsAMetricOfAllRuns() {
    LossPlot plot;
    showThree(plot);
    const RunMetric* hits = &runMetric("validation_hit_rate");
    QCOMPARE(plot.carriedMetrics(), std::vector{hits});
    plot.setMetric(hits);
    QCOMPARE(plot.curves().size(), std::size_t{1}); // only one run has it
    const auto values = plot.curves().front()->main()->data();
    QCOMPARE(values->size(), 2);
    QCOMPARE(values->at(1)->key, 3.0);
    QCOMPARE(values->at(1)->value, 0.6);
    QCOMPARE(plot.yAxis->label(), QStringLiteral("HR@10"));
    QVERIFY(!plot.yAxis->range().contains(0.9)); // the losses are gone from the scale
    plot.setMetric(nullptr);
    QCOMPARE(plot.curves().size(), std::size_t{3});
    QVERIFY(plot.graph(0)->visible());
}

void TestPlots::lossPlotReadsAllRunsAtTheCrosshair() {
    LossPlot plot;
    showThree(plot);
    double place = 0;
    QString text = plot.readoutAt(1.9, place);
    QCOMPARE(place, 1.0); // of the last step
    QVERIFY2(text.contains(QStringLiteral("Epoch 2")), qPrintable(text));
    for (const char* part :
         {"Step 2: 0.25", "first", "0.3", "second", "epoch 1", "&lt;third&gt;", "0.5", "0.6"})
        QVERIFY2(text.contains(QLatin1String(part)), part);
    for (const RunCurve* curve : plot.curves())
        QVERIFY(text.contains(curve->colour().name()));
    plot.setMetric(&runMetric("validation_hit_rate"));
    text = plot.readoutAt(2.8, place);
    QCOMPARE(place, 3.0);
    QVERIFY2(text.contains(QStringLiteral("0.600")), qPrintable(text));
    QVERIFY(!text.contains(QStringLiteral("Step")));
}

void TestPlots::lossPlotCountsStepsWhileStepping() {
    LossPlot plot;
    plot.begin(1000000, 10); // so many steps that only few of them are drawn
    plot.setStepping(true);
    plot.addSteps({{1, 0.5F}});
    plot.addSteps({{2, 0.25F}});
    QCOMPARE(plot.xAxis->label(), QStringLiteral("Step"));
    QVERIFY(plot.xAxis->range().contains(2 / 1e6));
    QVERIFY(plot.xAxis->range().upper < 100 / 1e6);
    const QCPGraph* marked = plot.graph(2);
    QVERIFY(marked->visible());
    QCOMPARE(marked->dataCount(), 2); // each step, at once
    QCOMPARE(marked->data()->at(1)->value, 0.25);
    plot.setStepping(false);
    QCOMPARE(plot.xAxis->label(), QStringLiteral("Epoch"));
    QVERIFY(plot.xAxis->range().upper > 10);
    QVERIFY(!marked->visible());
}

void TestPlots::legendCoversNoData() {
    LossPlot plot;
    showThree(plot);
    plot.show();
    for (const int width : {900, 420}) {
        plot.resize(width, 300);
        plot.replot();
        int entries = 0;
        for (int i = 0; i < plot.legend->itemCount(); ++i)
            entries += plot.legend->item(i) != nullptr ? 1 : 0;
        QCOMPARE(entries, 5); // three runs, training and validation
        QVERIFY(plot.legend->outerRect().bottom() <= plot.axisRect()->outerRect().top());
        QVERIFY(plot.legend->outerRect().right() <= width);
    }
    QVERIFY(plot.legend->rowCount() > 1);
}

void TestPlots::clickOnTheLegendHidesACurve() {
    LossPlot plot;
    plot.resize(900, 500);
    showThree(plot);
    plot.show();
    plot.replot();
    const auto clickOn = [&](const QString& text) {
        for (int i = 0; i < plot.legend->itemCount(); ++i) {
            auto* item = qobject_cast<QCPPlottableLegendItem*>(plot.legend->item(i));
            if (item->plottable()->name() == text) {
                QTest::mouseClick(&plot, Qt::LeftButton, {}, item->outerRect().center());
                plot.replot();
                return;
            }
        }
        QFAIL("there is no such entry");
    };
    const auto shown = [&](int curve) {
        return plot.curves()[std::size_t(curve)]->main()->visible();
    };
    const double top = plot.yAxis->range().upper;
    clickOn(QStringLiteral("second"));
    QVERIFY(shown(0) && !shown(1) && shown(2));
    QVERIFY(plot.yAxis->range().upper < top); // the others have the room
    QCOMPARE(plot.legend->itemCount(), 5);    // and its entry stays
    clickOn(QStringLiteral("second"));
    QVERIFY(shown(1));
    QCOMPARE(plot.yAxis->range().upper, top);
    clickOn(QStringLiteral("Validation"));
    for (const RunCurve* curve : plot.curves())
        QVERIFY(curve->main()->visible() && !curve->validation()->visible());
}

void TestPlots::logarithmicScaleTakesAllRuns() {
    LossPlot plot;
    showThree(plot);
    plot.setLogarithmic(true);
    QVERIFY(plot.yAxis->range().lower > 0);
    QVERIFY(plot.yAxis->range().contains(1.0));
    QVERIFY(plot.yAxis->range().contains(0.3));
}

void TestPlots::scatterPicksThePointUnderTheMouse() {
    ScatterPlot plot;
    plot.resize(500, 400);
    plot.setPoints(threePoints(), redAndBlue(), false);
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
    plot.setPoints(threePoints(), redAndBlue(), false);
    plot.setMarks({true, false, true});
    plot.show();
    plot.replot();
    QSignalSpy picked(&plot, &ScatterPlot::picked);
    QTest::mouseClick(&plot, Qt::LeftButton, {}, plot.placeOf(1).toPoint());
    QCOMPARE(picked.takeFirst().at(0).toInt(), -1);
}

void TestPlots::scatterKeepsAZoomedView() {
    ScatterPlot plot;
    plot.setPoints(threePoints(), redAndBlue(), false);
    plot.xAxis->setRange(0.5, 1.5);
    plot.setPoints(threePoints(), redAndBlue(), true);
    QCOMPARE(plot.xAxis->range().lower, 0.5);
    plot.setPoints(threePoints(), redAndBlue(), false);
    QVERIFY(plot.xAxis->range().lower < 0);
}

QTEST_MAIN(TestPlots)
#include "tst_plots.moc"
