// SPDX-License-Identifier: MIT
#include "core/compare/comparison.h"
#include "core/compare/comparison_file.h"
#include "core/error.h"
#include "tests/support/generated_movielens.h"
#include "tests/ui/window_fixture.h"
#include "ui/compare/panel.h"
#include "ui/compare/report/charts.h"
#include "ui/compare/report/pages.h"
#include "ui/compare/report/report.h"
#include "ui/compare/results/label_places.h"
#include "ui/compare/results/metric_bars.h"
#include "ui/compare/results/paired_tests.h"
#include "ui/compare/results/results_model.h"
#include "ui/compare/results/results_table.h"
#include "ui/compare/results/trade_off_plot.h"
#include "ui/compare/setup/history.h"
#include "ui/compare/setup/method_list.h"
#include "ui/compare/setup/method_row.h"
#include "ui/compare/setup/panel.h"
#include "ui/compare/setup/test_form.h"
#include "ui/compare/shared/store.h"
#include "ui/compare/shared/text.h"
#include "ui/runs/run_library.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/files.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/value_proxy.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>

#include <set>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;
using towerlab::test::smallDemo;
using towerlab::test::thrownBy;

namespace {

constexpr int timeoutMs = 60000;

/// With figures that are easy to tell apart; the second method has no stars, the third failed.
std::shared_ptr<Comparison> madeUp() {
    auto comparison = std::make_shared<Comparison>();
    comparison->settings.entries = {{"bias"}, {"popularity"}, {"item-cf"}, {"ials"}};
    comparison->datasetName = "Made up";
    comparison->finished = "2026-11-25T08:00:00Z";
    comparison->processor = "2 cores";
    const std::size_t count = compareMetrics().size();
    const auto add = [&](const char* key, double ndcg, std::optional<double> rmse, double coverage,
                         double fit) {
        MethodResult result;
        result.entry = {key};
        result.values.resize(count);
        result.values[compareMetricIndex("catalogue_ndcg")] = Estimate{ndcg, ndcg / 2, ndcg * 1.5};
        if (rmse)
            result.values[compareMetricIndex("rmse")] = Estimate{*rmse, *rmse, *rmse};
        result.values[compareMetricIndex("coverage")] = Estimate{coverage, coverage, coverage};
        result.values[compareMetricIndex("fit_seconds")] = Estimate{fit, fit, fit};
        for (int user = 0; user < 20; ++user)
            result.perUser.push_back(ndcg + 0.001 * user);
        comparison->methods.push_back(result);
    };
    add("bias", 0.05, 0.94, 0.02, 0.5);
    add("popularity", 0.09, std::nullopt, 0.03, 0.01);
    MethodResult failed;
    failed.entry = {"item-cf"};
    failed.error = "it went wrong";
    failed.values.resize(count);
    comparison->methods.push_back(failed);
    add("ials", 0.4, std::nullopt, 0.5, 12);
    comparison->scorers.resize(comparison->methods.size());
    for (std::int32_t user = 0; user < 20; ++user)
        comparison->users.push_back(user);
    return comparison;
}

QString readAll(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class TestCompare : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { settings_ = std::make_unique<OwnSettings>(); }
    void init() { settings_->reset(); }

    void isTheFifthPlace();
    void testAndMethodsCanBeHidden();
    void firstStartShowsTraining();
    void modelKeepsItsContract();
    void whatHasNoValueSortsLast();
    void toolTipTeaches();
    void labelsDoNotOverlap();
    void failedExportIsTold();

    void comparesTheChosenMethods();
    void anOwnRunTakesPart();
    void marksTheBestOfAColumn();
    void choosesTheSameMethodEverywhere();
    void groupsOfColumnsCanBeShown();
    void stopKeepsWhatIsFinished();
    void stoppedAtOnceThereIsNothing();
    void failedMethodSaysWhy();
    void impossibleTestIsTold();
    void aTestOfNothingIsTold();
    void whoIsNotTestedIsTold();
    void otherDataStopsTheComparison();
    void closesWhileComparing();
    void resultsSurviveARestart();
    void resultsOfOtherDataAreLabelled();
    void deletedResultsComeBack();
    void damagedFilesAreNoHarm();
    void damagedResultsAreNamedAndSetAside();
    void exportsCsv();
    void exportsReports();
    void reportShowsEveryMethod();
    void everyMethodHasACard();
    void settingsOfAMethodAreEdited();
    void saysHowLongItWillTake();
    void settingsAreRemembered();
    void filesAreAskedFor();

private:
    static std::unique_ptr<MainWindow> compareWindow();
    static ComparePanel& panel(MainWindow& window) { return *window.comparePanel(); }
    static void choose(MainWindow& window, const std::vector<const char*>& keys);
    static void compareAll(MainWindow& window);
    static ResultsTable* table(MainWindow& window) {
        return child<ResultsTable>(window, "compareTable");
    }
    static MethodList* methods(MainWindow& window) {
        return child<MethodList>(window, "methodList");
    }
    static QString rowText(const QAbstractItemModel& model, int row, std::size_t metric) {
        return model.index(row, ResultsModel::columnOf(metric)).data().toString();
    }
    /// Never ends by itself within the time of a test.
    static CompareEntry endless() { return {"two-tower-mse", {{"epochs", 500}}}; }

    std::unique_ptr<OwnSettings> settings_;
};

std::unique_ptr<MainWindow> TestCompare::compareWindow() {
    auto window = windowWithDemo();
    click(child<QToolButton>(*window, "place_compare"));
    return window;
}

void TestCompare::choose(MainWindow& window, const std::vector<const char*>& keys) {
    click(child<QToolButton>(window, "methodsNone"));
    for (const char* key : keys)
        child<QCheckBox>(window, qPrintable(QStringLiteral("method_%1").arg(QLatin1String(key))))
            ->click();
}

void TestCompare::compareAll(MainWindow& window) {
    auto* button = child<QPushButton>(window, "compareButton");
    QVERIFY(button->isEnabled());
    click(button);
    QVERIFY(panel(window).isRunning());
    QCOMPARE(button->text(), QStringLiteral("Stop"));
    QTRY_VERIFY_WITH_TIMEOUT(!panel(window).isRunning(), timeoutMs);
    QCOMPARE(button->text(), QStringLiteral("Compare"));
}

void TestCompare::isTheFifthPlace() {
    auto window = windowWithDemo();
    QTest::keyClick(window.get(), Qt::Key_5, Qt::ControlModifier);
    QTRY_COMPARE(window->place(), MainWindow::Compare);
    QVERIFY(child<QToolButton>(*window, "place_compare")->isChecked());
    QVERIFY(panel(*window).isVisible());
}

void TestCompare::testAndMethodsCanBeHidden() {
    {
        MainWindow window;
        window.resize(1280, 800);
        window.show();
        window.showPlace(MainWindow::Compare);
        QVERIFY(window.comparePanel()->setup()->isVisible());
        QTest::mouseClick(child<QToolButton>(window, "sideColumn"), Qt::LeftButton);
        QVERIFY(!window.comparePanel()->setup()->isVisible());
    }
    MainWindow again;
    again.resize(1280, 800);
    again.show();
    again.showPlace(MainWindow::Compare);
    QVERIFY(!again.comparePanel()->setup()->isVisible());
    QTest::mouseClick(child<QToolButton>(again, "sideColumn"), Qt::LeftButton);
    QVERIFY(again.comparePanel()->setup()->isVisible());
}

void TestCompare::firstStartShowsTraining() {
    const MainWindow window;
    QCOMPARE(window.place(), MainWindow::Train);
}

void TestCompare::modelKeepsItsContract() {
    const PairedTests tests;
    ResultsModel model(&tests);
    ValueProxy proxy;
    proxy.setSourceModel(&model);
    const auto mode = QAbstractItemModelTester::FailureReportingMode::QtTest;
    const QAbstractItemModelTester a(&model, mode);
    const QAbstractItemModelTester b(&proxy, mode);
    model.setComparison(madeUp());
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(rowText(model, 0, compareMetricIndex("rmse")), QStringLiteral("0.940"));
    QCOMPARE(rowText(model, 1, compareMetricIndex("rmse")), QStringLiteral("–"));
    QCOMPARE(rowText(model, 3, compareMetricIndex("coverage")), QStringLiteral("★ 50.0"));
    QCOMPARE(rowText(model, 2, 0), QStringLiteral("✕ it went wrong"));
    proxy.sort(1);
    model.setComparison(nullptr);
    QCOMPARE(proxy.rowCount(), 0);
}

void TestCompare::whatHasNoValueSortsLast() {
    ResultsTable view(nullptr);
    view.setComparison(madeUp());
    const int column = ResultsModel::columnOf(compareMetricIndex("coverage"));
    for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        view.sortByColumn(column, order);
        std::vector<qulonglong> rows;
        for (int row = 0; row < view.model()->rowCount(); ++row)
            rows.push_back(view.model()->index(row, 0).data(RowRole).toULongLong());
        const std::vector<qulonglong> expected = order == Qt::AscendingOrder
                                                     ? std::vector<qulonglong>{0, 1, 3, 2}
                                                     : std::vector<qulonglong>{3, 1, 0, 2};
        QCOMPARE(rows, expected);
        // The reason of the failure spans the row wherever it is.
        QCOMPARE(view.columnSpan(3, ResultsModel::FirstMetric),
                 static_cast<int>(compareMetrics().size()));
        QCOMPARE(view.columnSpan(0, ResultsModel::FirstMetric), 1);
    }
}

void TestCompare::toolTipTeaches() {
    PairedTests tests;
    ResultsModel model(&tests);
    const auto comparison = madeUp();
    model.setComparison(comparison);
    const std::size_t ndcg = compareMetricIndex("catalogue_ndcg");
    const auto tip = [&](int row, std::size_t metric) {
        return model.index(row, ResultsModel::columnOf(metric)).data(Qt::ToolTipRole).toString();
    };
    QVERIFY(tip(0, ndcg).contains(QStringLiteral("is being made")));
    QSignalSpy ready(&tests, &PairedTests::ready);
    tests.setComparison(comparison);
    QVERIFY(ready.wait());
    const QString text = tip(0, ndcg);
    QVERIFY(text.contains(QStringLiteral("NDCG@10 among all: 0.050")));
    QVERIFY(text.contains(QStringLiteral("95 % interval 0.025 to 0.075")));
    const auto expected = paired(*comparison, 0, 3);
    QVERIFY2(text.contains(QStringLiteral("against Implicit ALS, p &lt; 0.001; better for 0 users, "
                                          "worse for 20, the same for 0")),
             qPrintable(text));
    QVERIFY(text.contains(QLocale().toString(expected->difference.mean, 'f', 3).mid(1)));
    QVERIFY(text.contains(metricsText(compareMetrics()[ndcg].help).toHtmlEscaped()));
    QVERIFY(tip(3, ndcg).contains(QStringLiteral("against Popularity"))); // the best: the second
    QVERIFY(tip(3, ndcg).contains(QStringLiteral("The best of this comparison")));
    QVERIFY(!tip(0, compareMetricIndex("coverage")).contains(QStringLiteral("against")));
    QVERIFY(tip(2, ndcg).contains(QStringLiteral("it went wrong")));
}

void TestCompare::labelsDoNotOverlap() {
    const QRectF area(0, 0, 500, 300);
    std::vector<QPointF> points;
    for (int i = 0; i < 20; ++i) // a dense cluster, as the methods with little coverage are
        points.emplace_back(30 + (i * 7) % 60, 200 + (i * 11) % 50);
    LabelPlaces places(area, points, 4.5);
    std::vector<QRectF> boxes;
    for (const QPointF& point : points)
        if (const auto place = places.place(point, {70, 13}))
            boxes.push_back(place->box);
    QVERIFY(boxes.size() >= 5);
    LabelPlaces alone(area, {{250, 150}}, 4.5);
    const auto beside = alone.place({250, 150}, {70, 13});
    QVERIFY(beside && !beside->away && beside->box.left() > 250 && beside->box.left() < 260);
    QVERIFY(!LabelPlaces({0, 0, 60, 300}, {}, 4.5).place({30, 150}, {70, 13})); // no room
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        QVERIFY(area.contains(boxes[i]));
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY(!boxes[i].intersects(boxes[j]));
        for (const QPointF& point : points)
            QVERIFY(!boxes[i].contains(point));
    }
}

void TestCompare::failedExportIsTold() {
    const auto comparison = madeUp();
    const auto noEnding = thrownBy<SettingsError>(
        [&] { exportComparison(comparison, QStringLiteral("/tmp/report.docx")); });
    QVERIFY(!noEnding.remedy().empty());
    const auto noFolder = thrownBy<FileError>(
        [&] { exportComparison(comparison, QStringLiteral("/no/such/folder/report.pdf")); });
    QCOMPARE(noFolder.file(), std::string("/no/such/folder/report.pdf"));
}

void TestCompare::comparesTheChosenMethods() {
    auto window = compareWindow();
    QVERIFY(child<EmptyState>(*window, "compareEmpty")->isVisible());
    choose(*window, {"popularity", "bias", "item-cf"});
    QCOMPARE(child<QLabel>(*window, "methodCount")->text(),
             QStringLiteral("Methods (3 of %1)").arg(allMethods().size()));
    compareAll(*window);
    const auto* model = table(*window)->model();
    QVERIFY(table(*window)->isVisible());
    QCOMPARE(model->rowCount(), 3);
    const Comparison direct =
        compareMethods(window->workspace()->dataset(), panel(*window).setup()->settings());
    for (int row = 0; row < 3; ++row) {
        const MethodResult& result = direct.methods[static_cast<std::size_t>(row)];
        QCOMPARE(model->index(row, 0).data().toString(), entryText(result.entry));
        for (std::size_t metric = 0; metric < compareMetrics().size(); ++metric) {
            if (compareMetrics()[metric].group == MetricGroup::Time)
                continue;
            const QVariant shown = model->index(row, ResultsModel::columnOf(metric)).data(SortRole);
            const auto& value = valueOf(result, metric);
            QCOMPARE(shown.isValid(), value.has_value());
            if (value)
                QCOMPARE(shown.toDouble(), value->mean);
        }
    }
    for (const char* key : {"popularity", "bias", "item-cf"}) {
        const QString state = methods(*window)->row(key)->stateText();
        QVERIFY2(state.startsWith(QStringLiteral("✓ ")), qPrintable(state));
    }
    QVERIFY(child<QLabel>(*window, "compareProgressText")
                ->text()
                .startsWith(QStringLiteral("3 methods compared in")));
    QVERIFY(child<QLabel>(*window, "compareTestText")
                ->text()
                .startsWith(QStringLiteral("Last rating of each user")));
    QVERIFY(panel(*window).shown()->test); // the fitted methods are at hand
    QCOMPARE(panel(*window).shown()->scorers.size(), std::size_t{3});
}

void TestCompare::anOwnRunTakesPart() {
    auto window = compareWindow();
    const auto boxes = [&] {
        return methods(*window)->findChildren<QCheckBox*>(
            QRegularExpression(QStringLiteral("^method_run_\\d+$")));
    };
    QVERIFY(boxes().isEmpty());
    trainQuickly(*window);
    trainQuickly(*window);
    QCOMPARE(boxes().size(), 2);
    const auto& runs = window->training()->library()->runs();
    window->training()->library()->rename(runs[0].id, QStringLiteral("<b>mine</b>"));
    choose(*window, {"popularity"});
    auto* mine =
        child<QCheckBox>(*window, qPrintable(QStringLiteral("method_run_%1").arg(runs[0].id)));
    window->showPlace(MainWindow::Compare); // training has shown its own
    mine->setFocus();
    QTest::keyClick(mine, Qt::Key_Space);
    QVERIFY(mine->isChecked());
    trainQuickly(*window); // a third run leaves the choice as it is
    QCOMPARE(boxes().size(), 3);
    compareAll(*window);
    const auto* model = table(*window)->model();
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(model->index(1, 0).data().toString(), QStringLiteral("<b>mine</b>"));
    QVERIFY(model->index(1, 0)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("&lt;b&gt;mine&lt;/b&gt;")));
    const Comparison& comparison = *panel(*window).shown();
    QVERIFY(comparison.methods[1].error.empty());
    QVERIFY(valueOf(comparison.methods[1], compareMetricIndex("rmse")));
    window->training()->library()->remove({runs[0].id, runs[1].id, runs[2].id});
    QVERIFY(boxes().isEmpty());
}

void TestCompare::marksTheBestOfAColumn() {
    auto window = compareWindow();
    choose(*window, {"popularity", "bias", "item-cf"});
    compareAll(*window);
    const auto* model = table(*window)->model();
    const Comparison& comparison = *panel(*window).shown();
    int marked = 0;
    for (int row = 0; row < 3; ++row)
        for (std::size_t metric = 0; metric < compareMetrics().size(); ++metric) {
            const QModelIndex cell = model->index(row, ResultsModel::columnOf(metric));
            const bool best = isBest(comparison, static_cast<std::size_t>(row), metric);
            QCOMPARE(cell.data().toString().startsWith(QStringLiteral("★")), best);
            QCOMPARE(cell.data(Qt::FontRole).value<QFont>().bold(), best);
            marked += best;
        }
    QVERIFY(marked >= 5);
}

void TestCompare::choosesTheSameMethodEverywhere() {
    auto window = compareWindow();
    choose(*window, {"popularity", "bias", "item-cf"});
    compareAll(*window);
    auto* bars = child<MetricBars>(*window, "compareBars");
    auto* scatter = child<TradeOffPlot>(*window, "compareTradeOff");
    ResultsTable* view = table(*window);
    bars->replot(); // lays them out
    scatter->replot();
    QCOMPARE(bars->barCount(), 3);
    QCOMPARE(scatter->pointCount(), 3);
    const QModelIndex row = view->model()->index(1, 0);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(row).center());
    QCOMPARE(bars->chosen(), std::optional<std::size_t>(1));
    QTest::mouseClick(bars, Qt::LeftButton, {}, bars->placeOf(0).toPoint());
    QCOMPARE(view->chosen(), std::optional(bars->methodAt(0)));
    QTest::mouseClick(scatter, Qt::LeftButton, {}, scatter->placeOf(2).toPoint());
    QCOMPARE(view->chosen(), std::optional(scatter->methodAt(2)));
    QCOMPARE(bars->chosen(), std::optional(scatter->methodAt(2)));
    // The best of the metric is on top.
    const std::size_t ndcg = compareMetricIndex("catalogue_ndcg");
    QVERIFY(isBest(*panel(*window).shown(), bars->methodAt(0), ndcg));
    const auto boxes = scatter->labelBoxes();
    QCOMPARE(boxes.size(), std::size_t{3});
    // Another metric: only methods that have it.
    auto* combo = child<QComboBox>(*window, "compareBarMetric");
    combo->setCurrentIndex(combo->findText(QStringLiteral("RMSE")));
    Q_EMIT combo->activated(combo->currentIndex());
    QCOMPARE(bars->barCount(), 1);
}

void TestCompare::groupsOfColumnsCanBeShown() {
    auto window = compareWindow();
    choose(*window, {"popularity", "bias"});
    compareAll(*window);
    ResultsTable* view = table(*window);
    const auto isShown = [&](const char* key) {
        return !view->isColumnHidden(ResultsModel::columnOf(compareMetricIndex(key)));
    };
    QVERIFY(isShown("rmse") && isShown("catalogue_ndcg") && !isShown("gini"));
    QVERIFY(view->horizontalHeader()->length() <= view->viewport()->width());
    view->sortByColumn(ResultsModel::columnOf(compareMetricIndex("rmse")), Qt::AscendingOrder);
    const auto* text = child<QLabel>(*window, "compareTestText");
    QVERIFY(!text->text().contains(QStringLiteral("Sorted")));
    click(child<QToolButton>(*window, "columns_beyond"));
    QVERIFY(isShown("gini") && isShown("fit_seconds") && !isShown("rmse"));
    QVERIFY(text->text().startsWith(QStringLiteral("Sorted by RMSE")));
    child<QAction>(*window, "column_rmse")->trigger();
    QVERIFY(isShown("gini") && isShown("rmse"));
    QVERIFY(!child<QToolButton>(*window, "columns_beyond")->isChecked());
    window.reset();
    window = compareWindow(); // as it was left
    view = table(*window);
    QVERIFY(isShown("gini") && isShown("rmse") && !isShown("auc"));
}

void TestCompare::stopKeepsWhatIsFinished() {
    auto window = compareWindow();
    methods(*window)->setEntries({{"popularity"}, endless()});
    click(child<QPushButton>(*window, "compareButton"));
    QTRY_VERIFY_WITH_TIMEOUT(methods(*window)->row("popularity")->hasResult(), timeoutMs);
    QTRY_COMPARE(table(*window)->model()->rowCount(), 1); // shown while the other one goes on
    QVERIFY(panel(*window).isRunning());
    QVERIFY(!child<TestForm>(*window, "compareTest")->isEnabled());
    auto* button = child<QPushButton>(*window, "compareButton");
    click(button);
    QCOMPARE(button->text(), QStringLiteral("Stopping…"));
    QTRY_VERIFY_WITH_TIMEOUT(!panel(*window).isRunning(), timeoutMs);
    QCOMPARE(panel(*window).shown()->methods.size(), std::size_t{1});
    QVERIFY(panel(*window).shown()->stoppedEarly);
    QCOMPARE(child<QLabel>(*window, "compareNote")->text(),
             QStringLiteral("Stopped early: 1 of 2 methods are finished."));
    QVERIFY(methods(*window)->row("two-tower-mse")->stateText().isEmpty());
    QVERIFY(child<TestForm>(*window, "compareTest")->isEnabled());
}

void TestCompare::stoppedAtOnceThereIsNothing() {
    auto window = compareWindow();
    methods(*window)->setEntries({endless()});
    click(child<QPushButton>(*window, "compareButton"));
    QTRY_VERIFY(child<QProgressBar>(*window, "methodProgress_two-tower-mse")->isVisible());
    click(child<QPushButton>(*window, "compareButton"));
    QTRY_VERIFY_WITH_TIMEOUT(!panel(*window).isRunning(), timeoutMs);
    QVERIFY(!panel(*window).shown());
    QVERIFY(child<EmptyState>(*window, "compareEmpty")->isVisible());
    QVERIFY(compare_store::list().kept.empty());
}

void TestCompare::failedMethodSaysWhy() {
    auto window = compareWindow();
    methods(*window)->setEntries({{"popularity"}, {"item-cf", {{"neighbours", -1}}}});
    compareAll(*window);
    const auto* model = table(*window)->model();
    QCOMPARE(model->rowCount(), 2);
    const QString shown = model->index(1, ResultsModel::FirstMetric).data().toString();
    QVERIFY2(shown.contains(QStringLiteral("neighbours")), qPrintable(shown));
    QCOMPARE(table(*window)->columnSpan(1, ResultsModel::FirstMetric),
             static_cast<int>(compareMetrics().size()));
    QCOMPARE(methods(*window)->row("item-cf")->stateText(), QStringLiteral("✕ failed"));
    QVERIFY(valueOf(panel(*window).shown()->methods[0], compareMetricIndex("catalogue_ndcg")));
}

void TestCompare::impossibleTestIsTold() {
    auto window = compareWindow();
    choose(*window, {"popularity"});
    CompareSettings settings;
    settings.plan.split = SplitKind::Files;
    settings.plan.testFile = "/no/such/file";
    child<TestForm>(*window, "compareTest")->setSettings(settings);
    QSignalSpy failed(window->workspace(), &Workspace::failed);
    click(child<QPushButton>(*window, "compareButton"));
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, timeoutMs);
    QVERIFY(failed[0][1].toString().contains(QStringLiteral("/no/such/file")));
    QVERIFY(!panel(*window).isRunning());
    QVERIFY(child<QPushButton>(*window, "compareButton")->isEnabled());
}

namespace {

/// Opens ratings of eight users in the window; of every other one no time is known.
void openRatings(MainWindow& window, const towerlab::test::TemporaryFolder& folder,
                 int moviesEach) {
    std::string ratings = "userId,movieId,rating,timestamp\n";
    for (int user = 1; user <= 8; ++user)
        for (int movie = user; movie < user + moviesEach; ++movie)
            ratings += std::to_string(user) + ',' + std::to_string(movie) + ",4," +
                       std::to_string(user % 2 == 0 ? 0 : 100 * movie + user) + '\n';
    folder.write("ratings.csv", ratings);
    QSignalSpy changed(window.workspace(), &Workspace::datasetChanged);
    window.workspace()->openFolder(QString::fromStdString(folder.path().string()));
    QVERIFY(changed.wait(timeoutMs));
}

} // namespace

void TestCompare::aTestOfNothingIsTold() {
    auto window = compareWindow();
    const towerlab::test::TemporaryFolder folder;
    openRatings(*window, folder, 1);
    choose(*window, {"popularity"});
    QSignalSpy failed(window->workspace(), &Workspace::failed);
    click(child<QPushButton>(*window, "compareButton"));
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, timeoutMs);
    QVERIFY(failed[0][1].toString().contains(QStringLiteral("no user has two ratings")));
    QVERIFY(!panel(*window).shown());
    QTRY_VERIFY(child<QPushButton>(*window, "compareButton")->isEnabled());
}

void TestCompare::whoIsNotTestedIsTold() {
    auto window = compareWindow();
    const towerlab::test::TemporaryFolder folder;
    openRatings(*window, folder, 6);
    choose(*window, {"popularity"});
    CompareSettings settings;
    settings.plan.split = SplitKind::Time;
    child<TestForm>(*window, "compareTest")->setSettings(settings);
    compareAll(*window);
    const QString told = QStringLiteral("24 ratings without a time are not tested but trained on, "
                                        "among them all of 4 users.");
    auto* note = child<QLabel>(*window, "compareNote");
    QVERIFY(note->isVisible());
    QCOMPARE(note->text(), told);
    const QTemporaryDir out;
    panel(*window).exportTo(out.filePath(QStringLiteral("report.html")));
    QVERIFY(readAll(out.filePath(QStringLiteral("report.html"))).contains(told));
}

void TestCompare::otherDataStopsTheComparison() {
    auto window = compareWindow();
    choose(*window, {"popularity"});
    compareAll(*window);
    QVERIFY(panel(*window).shown());
    methods(*window)->setEntries({endless()});
    click(child<QPushButton>(*window, "compareButton"));
    QTRY_VERIFY(child<QProgressBar>(*window, "methodProgress_two-tower-mse")->isVisible());
    const towerlab::test::TemporaryFolder folder;
    towerlab::test::writeSmall1M(folder);
    window->workspace()->openFolder(QString::fromStdString(folder.path().string()));
    QSignalSpy changed(window->workspace(), &Workspace::datasetChanged);
    QVERIFY(changed.wait(timeoutMs));
    QVERIFY(!panel(*window).isRunning());
    QVERIFY(!panel(*window).shown()); // the results are of other data
    QVERIFY(methods(*window)->row("two-tower-mse")->stateText().isEmpty());
    QCOMPARE(child<QComboBox>(*window, "compareKept")->count(), 1);
}

void TestCompare::closesWhileComparing() {
    auto window = compareWindow();
    methods(*window)->setEntries({{"popularity"}, endless()});
    click(child<QPushButton>(*window, "compareButton"));
    QTRY_VERIFY_WITH_TIMEOUT(methods(*window)->row("popularity")->hasResult(), timeoutMs);
    QElapsedTimer timer;
    timer.start();
    answer("leaveDiscard");
    window->close();
    QTRY_VERIFY(!window->isVisible());
    window.reset();
    QVERIFY(timer.elapsed() < 10000);
}

void TestCompare::resultsSurviveARestart() {
    auto window = compareWindow();
    choose(*window, {"popularity", "item-cf"});
    compareAll(*window);
    const std::string before = toJson(*panel(*window).shown());
    QTRY_COMPARE(child<QComboBox>(*window, "compareKept")->count(), 1);
    QCOMPARE(child<QComboBox>(*window, "compareKept")->currentIndex(), 0);
    window.reset();
    window = compareWindow();
    QTRY_VERIFY(panel(*window).shown()); // the newest of this data
    QCOMPARE(toJson(*panel(*window).shown()), before);
    QCOMPARE(table(*window)->model()->rowCount(), 2);
    QCOMPARE(child<MetricBars>(*window, "compareBars")->barCount(), 2);
    QVERIFY(!panel(*window).shown()->test); // the fitted methods are gone
    choose(*window, {"bias"});
    compareAll(*window);
    auto* kept = child<QComboBox>(*window, "compareKept");
    QTRY_COMPARE(kept->count(), 2);
    const int older = 1 - kept->currentIndex();
    kept->setCurrentIndex(older);
    Q_EMIT kept->activated(older);
    QTRY_COMPARE(table(*window)->model()->rowCount(), 2);
    QCOMPARE(kept->currentIndex(), older);
}

void TestCompare::resultsOfOtherDataAreLabelled() {
    compare_store::write(*madeUp());
    auto window = compareWindow();
    auto* kept = child<QComboBox>(*window, "compareKept");
    QTRY_COMPARE(kept->count(), 1);
    QVERIFY(kept->itemText(0).contains(QStringLiteral("Made up")));
    QVERIFY(!panel(*window).shown()); // not by itself
    kept->setCurrentIndex(0);
    Q_EMIT kept->activated(0);
    QTRY_VERIFY(panel(*window).shown());
    auto* note = child<QLabel>(*window, "compareNote");
    QVERIFY(note->isVisible());
    QVERIFY(note->text().contains(QStringLiteral("of other data than what is open: Made up")));
}

void TestCompare::deletedResultsComeBack() {
    auto window = compareWindow();
    choose(*window, {"popularity"});
    compareAll(*window);
    auto* kept = child<QComboBox>(*window, "compareKept");
    QTRY_COMPARE(kept->count(), 1);
    click(child<QToolButton>(*window, "compareDelete"));
    QTRY_COMPARE(kept->count(), 0);
    QVERIFY(compare_store::list().kept.empty());
    QVERIFY(!panel(*window).shown());
    auto* note = child<QWidget>(*window, "compareFilesNote");
    QVERIFY(note->isVisible());
    click(child<QPushButton>(*window, "compareUndo"));
    QTRY_COMPARE(kept->count(), 1);
    QVERIFY(!note->isVisible());
    QCOMPARE(compare_store::list().kept.size(), std::size_t{1});
    QTRY_VERIFY(panel(*window).shown());
}

void TestCompare::damagedFilesAreNoHarm() {
    const auto kept = compare_store::write(*madeUp());
    QCOMPARE(compare_store::list().kept.size(), std::size_t{1});
    QCOMPARE(toJson(compare_store::read(kept.file)), toJson(*madeUp()));
    QString label = kept.file;
    label.replace(QStringLiteral(".comparison."), QStringLiteral(".label."));
    QVERIFY(QFile::remove(label)); // made again from the file
    QCOMPARE(compare_store::list().kept.at(0).names.size(), 4);
    QFile file(kept.file);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("{");
    file.close();
    QVERIFY(compare_store::list().kept.empty());
    QCOMPARE(compare_store::list().damaged.at(0).file, kept.file);
    thrownBy<FormatError>([&] { compare_store::read(kept.file); });
    thrownBy<FileError>([&] { compare_store::read(QStringLiteral("/no/such/file")); });
}

void TestCompare::damagedResultsAreNamedAndSetAside() {
    QString file;
    {
        auto window = compareWindow();
        choose(*window, {"popularity"});
        compareAll(*window);
        QTRY_COMPARE(child<QComboBox>(*window, "compareKept")->count(), 1);
        file = compare_store::list().kept.at(0).file;
    }
    saveFile(file, QByteArray("{\"half of"));
    auto window = compareWindow(); // which opens the newest by itself
    auto* note = child<QWidget>(*window, "compareFilesNote");
    QTRY_VERIFY(note->isVisible());
    QCOMPARE(child<QComboBox>(*window, "compareKept")->count(), 0);
    const QString text = note->findChild<QLabel*>()->text();
    QVERIFY2(text.contains(QStringLiteral("can't be read")) &&
                 text.contains(QString::fromStdString(window->workspace()->dataset()->name())),
             qPrintable(text));
    click(child<QPushButton>(*window, "compareUndo"));
    QTRY_VERIFY(!QFile::exists(file));
    QVERIFY(!note->isVisible());
    const QDir apart(compare_store::shelf().folder() + QStringLiteral("/damaged"));
    QCOMPARE(apart.entryList(QDir::Files).size(), 2); // with its label
    QVERIFY(compare_store::list().damaged.empty());
}

void TestCompare::exportsCsv() {
    auto window = compareWindow();
    QVERIFY(!child<QToolButton>(*window, "compareExport")->isEnabled());
    choose(*window, {"popularity", "bias"});
    compareAll(*window);
    QVERIFY(child<QToolButton>(*window, "compareExport")->isEnabled());
    const QTemporaryDir folder;
    QSignalSpy told(window->workspace(), &Workspace::written);
    panel(*window).exportTo(folder.filePath(QStringLiteral("figures.csv")));
    QCOMPARE(told.count(), 1);
    QCOMPARE(readAll(folder.filePath(QStringLiteral("figures.csv"))),
             QString::fromStdString(toCsv(*panel(*window).shown())));
    QSignalSpy failed(window->workspace(), &Workspace::failed);
    panel(*window).exportTo(QStringLiteral("/no/such/folder/figures.csv"));
    QCOMPARE(failed.count(), 1);
}

namespace {

/// The first page of a report at 96 dpi.
QImage pageOf(const std::shared_ptr<const Comparison>& comparison) {
    const Picture pages = reportPages(comparison);
    QImage page(pages.size.toSize(), QImage::Format_RGB32);
    page.fill(Qt::white);
    QCPPainter painter;
    painter.begin(&page);
    pages.paint(painter, [] {});
    painter.end();
    return page;
}

} // namespace

void TestCompare::exportsReports() {
    auto window = compareWindow();
    choose(*window, {"popularity", "bias", "item-cf"});
    compareAll(*window);
    const QTemporaryDir folder;
    const QString html = folder.filePath(QStringLiteral("report.html"));
    panel(*window).exportTo(html);
    const QString text = readAll(html);
    for (const char* part : {"Popularity", "Biases", "Item-CF", "3 methods compared on", "seed 42",
                             "NDCG@10", "★", "data:image/png;base64,", "95 % intervals"})
        QVERIFY2(text.contains(QString::fromUtf8(part)), part);
    const Comparison& comparison = *panel(*window).shown();
    const std::size_t ndcg = compareMetricIndex("catalogue_ndcg");
    for (const MethodResult& result : comparison.methods)
        QVERIFY(text.contains(metricNumber(compareMetrics()[ndcg], valueOf(result, ndcg)->mean)));
    QVERIFY(!text.contains(QStringLiteral("http"))); // needs nothing from elsewhere
    const QString pdf = folder.filePath(QStringLiteral("report.pdf"));
    panel(*window).exportTo(pdf);
    QFile file(pdf);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith("%PDF"));
    QVERIFY(bytes.contains("/Count 1\n") || bytes.contains("/Count 1 ") ||
            bytes.contains("/Count 1\r")); // one page
    // What the page shows, painted on an image: names as well as charts leave ink.
    const QImage page = pageOf(panel(*window).shown());
    const auto inkIn = [&](const QRect& area) {
        int dark = 0;
        for (int y = area.top(); y < area.bottom(); ++y)
            for (int x = area.left(); x < area.right(); ++x)
                dark += qGray(page.pixel(x, y)) < 160;
        return dark;
    };
    QVERIFY(inkIn({42, 42, 500, 30}) > 300);                          // title
    QVERIFY(inkIn({42, 130, 170, 100}) > 300);                        // names
    QVERIFY(inkIn({60, 300, 480, 380}) > 3000);                       // bars
    QVERIFY(inkIn({600, 300, 480, 380}) > 300);                       // points and names
    QCOMPARE(inkIn({0, 0, 1123, 40}) + inkIn({0, 756, 1123, 38}), 0); // margins
    // Paper is paper, whatever the window looks like.
    theme::apply(Appearance::Dark);
    theme::setTextScale(150);
    const QImage inTheDark = pageOf(panel(*window).shown());
    theme::setTextScale(100);
    theme::apply(Appearance::Light);
    QCOMPARE(inTheDark, page);
}

void TestCompare::reportShowsEveryMethod() {
    auto window = compareWindow();
    choose(*window, {"popularity", "bias"});
    compareAll(*window);
    auto many = std::make_shared<Comparison>(*panel(*window).shown());
    while (many->methods.size() < 60)
        many->methods.push_back(many->methods[many->methods.size() % 2]);
    QCOMPARE(ReportCharts(many).bars->barCount(), 60);
    const QTemporaryDir folder;
    const auto pages = [&](int methods) {
        auto some = std::make_shared<Comparison>(*many);
        some->methods.resize(static_cast<std::size_t>(methods));
        int count = 1;
        QImage page(1123, 794, QImage::Format_RGB32);
        QCPPainter painter;
        painter.begin(&page);
        reportPages(some).paint(painter, [&] { ++count; });
        painter.end();
        return count;
    };
    QCOMPARE(pages(6), 1);
    QCOMPARE(pages(25), 2); // the table, the charts
    QVERIFY(pages(60) >= 3);
}

void TestCompare::everyMethodHasACard() {
    auto window = compareWindow();
    auto* tabs = child<QTabWidget>(*window, "compareTabs");
    tabs->setCurrentWidget(child<QWidget>(*window, "compareMethods"));
    auto* list = child<QListWidget>(*window, "methodsList");
    std::size_t seen = 0;
    for (int row = 0; row < list->count(); ++row) {
        if (list->item(row)->data(Qt::UserRole).toInt() < 0)
            continue;
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, [&] {
            list->scrollToItem(list->item(row));
            return list->visualItemRect(list->item(row)).center();
        }());
        const MethodInfo& info = allMethods()[seen++];
        auto* card = child<QWidget>(
            *window, qPrintable(QStringLiteral("methodCard_%1").arg(plainText(info.key))));
        QVERIFY2(card->isVisible(), info.key.data());
        const QString formula = child<QLabel>(*card, "methodFormula")->text();
        QVERIFY2(!formula.contains(u'_'), qPrintable(formula));
        QString said;
        for (const QLabel* label : card->findChildren<QLabel*>())
            said += label->text() + u'\n';
        for (const std::string_view part : {info.name, info.idea, info.whenToUse, info.cost})
            QVERIFY2(said.contains(methodsText(part)), info.key.data());
        for (const SettingField& field : info.settings.fields()) {
            QVERIFY(said.contains(methodsText(field.label)));
            QVERIFY(said.contains(methodsText(field.help)));
        }
    }
    QCOMPARE(seen, allMethods().size());
    // The caution gets figures once there are some.
    auto* note = child<QLabel>(*window, "ratingLossNote");
    QVERIFY(!note->text().contains(QStringLiteral("Biases")));
    choose(*window, {"bias", "item-cf"});
    compareAll(*window);
    QVERIFY(note->text().contains(QStringLiteral("(Biases)")));
    QVERIFY(note->text().contains(QStringLiteral("(Item-CF)")));
}

void TestCompare::settingsOfAMethodAreEdited() {
    auto window = compareWindow();
    MethodRow* row = methods(*window)->row("item-cf");
    choose(*window, {});
    QVERIFY(!child<QPushButton>(*window, "compareButton")->isEnabled());
    click(child<QToolButton>(*window, "methodEdit_item-cf"));
    auto* box = child<QSpinBox>(*window, "parameter_neighbours");
    const int standard = box->value();
    box->setValue(7);
    click(child<QPushButton>(*window, "parametersOk"));
    QCOMPARE(row->entry(), (CompareEntry{"item-cf", {{"neighbours", 7}}}));
    QVERIFY(row->isChosen()); // who sets a method up wants it
    QVERIFY(child<QToolButton>(*window, "methodEdit_item-cf")->isChecked());
    compareAll(*window);
    QCOMPARE(table(*window)->model()->index(0, 0).data().toString(), QStringLiteral("Item-CF *"));
    QTRY_VERIFY(!window->findChild<QDialog*>(QStringLiteral("parametersDialog")));
    QTest::mouseDClick(child<QCheckBox>(*window, "method_item-cf"), Qt::LeftButton);
    box = child<QSpinBox>(*window, "parameter_neighbours");
    QCOMPARE(box->value(), 7);
    click(child<QPushButton>(*window, "parametersReset"));
    QCOMPARE(box->value(), standard);
    click(child<QPushButton>(*window, "parametersOk"));
    QVERIFY(row->entry().values.empty());
}

void TestCompare::saysHowLongItWillTake() {
    auto window = compareWindow();
    choose(*window, {"popularity", "item-cf"});
    const auto* text = child<QLabel>(*window, "compareProgressText");
    QVERIFY(text->text().isEmpty()); // nothing is known yet
    compareAll(*window);
    choose(*window, {"item-cf"});
    QVERIFY2(text->text().startsWith(QStringLiteral("Takes about ")), qPrintable(text->text()));
    choose(*window, {"item-cf", "bias"});
    QVERIFY(text->text().isEmpty()); // of one of them nothing is
}

void TestCompare::settingsAreRemembered() {
    CompareSettings settings;
    settings.plan.split = SplitKind::Random;
    settings.plan.testFraction = 0.25;
    settings.plan.relevantFrom = 4;
    settings.plan.negatives = 50;
    settings.plan.seed = 7;
    settings.places = 5;
    settings.likedFrom = 3.5F;
    settings.entries = {{"popularity"}, {"item-cf", {{"neighbours", 9}, {"shrinkage", 2.5}}}};
    {
        auto window = compareWindow();
        std::set<MethodFamily> families; // some of each, at the first start
        for (const CompareEntry& entry : methods(*window)->entries())
            families.insert(method(entry.key).family);
        QCOMPARE(families.size(), std::size_t{4});
        child<TestForm>(*window, "compareTest")->setSettings(settings);
        methods(*window)->setEntries(settings.entries);
        QCOMPARE(panel(*window).setup()->settings(), settings);
    }
    auto window = compareWindow();
    QCOMPARE(panel(*window).setup()->settings(), settings);
    click(child<QToolButton>(*window, "methodsAll"));
    QCOMPARE(methods(*window)->entries().size(), allMethods().size());
}

void TestCompare::filesAreAskedFor() {
    auto window = compareWindow();
    choose(*window, {"popularity"});
    auto* split = child<QComboBox>(*window, "compareSplit");
    QVERIFY(!child<QWidget>(*window, "compareTestRow")->isVisible());
    QVERIFY(!child<QWidget>(*window, "compareShare")->isVisible());
    split->setCurrentIndex(split->findText(QStringLiteral("Files")));
    QVERIFY(child<QWidget>(*window, "compareTestRow")->isVisible());
    auto* button = child<QPushButton>(*window, "compareButton");
    QVERIFY(!button->isEnabled());
    QCOMPARE(button->toolTip(), QStringLiteral("Choose a file of tested ratings, or of negatives"));
    child<QLineEdit>(*window, "compareTestFile")->setText(QStringLiteral("u1.test"));
    QVERIFY(button->isEnabled());
    split->setCurrentIndex(split->findText(QStringLiteral("Random share")));
    QVERIFY(child<QWidget>(*window, "compareShare")->isVisible());
    QVERIFY(panel(*window).setup()->settings().plan.testFile.empty());
}

QTEST_MAIN(TestCompare)
#include "tst_compare.moc"
