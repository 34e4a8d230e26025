// SPDX-License-Identifier: MIT
#include "core/model/presets.h"
#include "core/model/settings_fields.h"
#include "core/model/settings_rules.h"
#include "tests/support/generated_movielens.h"
#include "tests/ui/window_fixture.h"
#include "ui/runs/run_csv.h"
#include "ui/runs/run_library.h"
#include "ui/runs/run_text.h"
#include "ui/train/loss_plot.h"
#include "ui/train/panel.h"
#include "ui/train/runs_model.h"
#include "ui/train/settings_form.h"
#include "ui/widgets/files.h"
#include "ui/widgets/stat_tile.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/value_proxy.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>

using namespace towerlab;
using namespace towerlab::ui;
using namespace towerlab::ui::test;
using towerlab::test::smallDemo;

namespace {

constexpr int timeoutMs = 60000;
using State = Training::State;

RunRecord recordOf(const RunSettings& settings, const std::vector<double>& rmse) {
    RunRecord record;
    record.settings = settings;
    record.datasetName = smallDemo()->name();
    record.datasetSource = smallDemo()->source();
    record.trainCount = 1000;
    for (const double value : rmse) {
        EpochRecord epoch;
        epoch.epoch = static_cast<int>(record.epochs.size()) + 1;
        epoch.step = static_cast<std::uint64_t>(epoch.epoch) * 10;
        epoch.trainLoss = value / 10;
        epoch.validationRmse = value;
        epoch.seconds = value * 1.5;
        record.epochs.push_back(epoch);
    }
    return record;
}

/// A library with the runs of these records, the first the oldest. They have no models.
std::unique_ptr<RunLibrary> libraryOf(const std::vector<RunRecord>& records) {
    auto library = std::make_unique<RunLibrary>();
    library->setDataset(smallDemo());
    for (const RunRecord& record : records) {
        RunRecord start = record;
        start.epochs.clear();
        const quint64 id = library->begin(start);
        for (const EpochRecord& epoch : record.epochs)
            library->addEpoch(id, epoch);
    }
    return library;
}

/// Trains in well under a second.
RunSettings quick(double learningRate = 1e-3, int epochs = 2) {
    RunSettings settings;
    settings.data.sampleFraction = 0.2;
    settings.model.l2 = 0;
    settings.train.batchSize = 256;
    settings.train.epochs = epochs;
    settings.train.learningRate = learningRate;
    return settings;
}

QStringList pinnedFiles() {
    return QDir(run_store::shelf().folder()).entryList({QStringLiteral("*.towerlab")}, QDir::Files);
}

} // namespace

class TestRuns : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { settings_ = std::make_unique<OwnSettings>(); }
    void init() { settings_->reset(); }

    void modelKeepsItsContract();
    void listsWhatTheRunsDifferIn();
    void marksTheBestOfAColumn();
    void lossesOfOtherObjectivesAreNotRanked();
    void lossesAreComparedByAllTheyDependOn_data();
    void lossesAreComparedByAllTheyDependOn();
    void tellsHowARunEnded();
    void figuresAreThoseOfTheObjective();
    void numbersSortAsNumbersAndNothingComesLast();
    void newestThreeShowByThemselves();
    void keepsThirtyAndThePinned();
    void tablesAreCsv();

    void everyRunIsListed();
    void checkBoxShowsACurve();
    void spaceBarShowsAndHides();
    void metricIsShownForAllRuns();
    void renamesInPlace();
    void deletesAndBringsBack();
    void reopensAnEarlierModel();
    void putsSettingsIntoTheForm();
    void runUnderWayKnowsItsData();
    void pinnedRunSurvivesARestart();
    void unpinnedRunOfARestartKeepsItsModel();
    void deletedPinnedRunLosesItsFile();
    void anotherWindowLeavesTheUndoAlone();
    void damagedFileIsToldAndMayBeSetAside();
    void pinThatFailsIsTold();
    void runsFollowTheDataSet();
    void continuedRunIsAsOneThatNeverStopped();
    void pinnedRunOfARestartCanBeContinued();
    void continuesFromTheBestEpochAfterEarlyStopping();
    void continueSaysWhyNot();
    void stepButtonTrainsOneBatchAClick();
    void stoppedRunIsListedWithItsEpochs();
    void runWithoutAnEpochIsNotListed();

private:
    void train(MainWindow& window, const RunSettings& settings);
    static RunLibrary& library(MainWindow& window) { return *window.training()->library(); }
    static QTableView* table(MainWindow& window) { return child<QTableView>(window, "runsTable"); }
    static void clickCell(MainWindow& window, int row, int column);
    static void clickCheckBox(MainWindow& window, int row);
    /// Presses Continue for the chosen run and waits for the end.
    static void continueBy(MainWindow& window, int epochs);
    static void press(MainWindow& window, const char* button) {
        click(child<QToolButton>(window, button));
    }
    std::unique_ptr<MainWindow> trainWindow();

    std::unique_ptr<OwnSettings> settings_;
};

std::unique_ptr<MainWindow> TestRuns::trainWindow() {
    auto window = windowWithDemo();
    click(child<QToolButton>(*window, "place_train"));
    return window;
}

void TestRuns::train(MainWindow& window, const RunSettings& settings) {
    window.trainPanel()->trainWith(settings);
    QCOMPARE(window.training()->state(), State::Running);
    QTRY_COMPARE_WITH_TIMEOUT(window.training()->state(), State::Idle, timeoutMs);
}

void TestRuns::clickCell(MainWindow& window, int row, int column) {
    QTableView* view = table(window);
    const QModelIndex index = view->model()->index(row, column);
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
}

void TestRuns::clickCheckBox(MainWindow& window, int row) {
    QTableView* view = table(window);
    const QRect cell = view->visualRect(view->model()->index(row, RunsModel::Name));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      QPoint(cell.left() + 16, cell.center().y()));
}

void TestRuns::continueBy(MainWindow& window, int epochs) {
    press(window, "runContinueButton");
    auto* box = child<QSpinBox>(window, "continueEpochs");
    QCOMPARE(box->value(), 5);
    box->setValue(epochs);
    click(child<QPushButton>(window, "continueButton"));
    QCOMPARE(window.training()->state(), State::Running);
    QTRY_COMPARE_WITH_TIMEOUT(window.training()->state(), State::Idle, timeoutMs);
}

void TestRuns::modelKeepsItsContract() {
    RunLibrary library;
    RunsModel model(&library);
    ValueProxy proxy;
    proxy.setSourceModel(&model);
    const auto mode = QAbstractItemModelTester::FailureReportingMode::QtTest;
    const QAbstractItemModelTester a(&model, mode);
    const QAbstractItemModelTester b(&proxy, mode);
    library.setDataset(smallDemo());
    const quint64 first = library.begin(recordOf({}, {}));
    library.addEpoch(first, recordOf({}, {0.9}).epochs[0]);
    const quint64 second = library.begin(recordOf(quick(), {}));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.idAt(0), second); // newest first
    library.setShown(first, false);
    library.rename(first, QStringLiteral("a name"));
    library.abandon(second);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, RunsModel::Name).data().toString(), QStringLiteral("a name"));
    library.setDataset(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestRuns::listsWhatTheRunsDifferIn() {
    RunSettings other = preset("clear-map").settings;
    other.train.learningRate = 0.01;
    const auto library = libraryOf({recordOf(preset("clear-map").settings, {0.9, 0.8})});
    const RunsModel model(library.get());
    QCOMPARE(model.index(0, RunsModel::Name).data().toString(),
             QStringLiteral("Run 1 · Clear map"));
    QCOMPARE(model.index(0, RunsModel::Settings).data().toString(), QStringLiteral("–"));
    library->begin(recordOf(other, {}));
    QCOMPARE(model.index(0, RunsModel::Name).data().toString(),
             QStringLiteral("Run 2 · Own settings"));
    const auto said = [&](int row) {
        return model.index(row, RunsModel::Settings).data().toString().replace(QChar::Nbsp, u' ');
    };
    QCOMPARE(said(0), QStringLiteral("Learning rate 0.01"));
    QCOMPARE(said(1), QStringLiteral("Learning rate 0.001"));
    const QString tip = model.index(0, RunsModel::Settings).data(Qt::ToolTipRole).toString();
    for (const SettingField& field : settingFields())
        QVERIFY2(!whyNotUsed(field.key, other).empty() ||
                     tip.contains(QString::fromStdString(std::string(field.label)).toHtmlEscaped()),
                 field.key.data());
    QVERIFY(!tip.contains(QStringLiteral("Momentum"))); // SGD only
    QVERIFY(tip.contains(QStringLiteral("<b>Learning rate</b>")));
}

void TestRuns::marksTheBestOfAColumn() {
    const auto library = libraryOf({recordOf({}, {0.7, 0.9}), recordOf({}, {0.95, 0.8})});
    const RunsModel model(library.get());
    int rmse = -1;
    for (int column = RunsModel::FirstMetric; column < model.columnCount(); ++column)
        if (model.headerData(column, Qt::Horizontal).toString() == QStringLiteral("RMSE"))
            rmse = column;
    QVERIFY(rmse > 0);
    // The values after the last epochs are compared: 0.8 against 0.9.
    QCOMPARE(model.index(0, rmse).data().toString(), QStringLiteral("0.800"));
    QVERIFY(model.index(0, rmse).data(RunsModel::BestRole).toBool());
    QVERIFY(!model.index(1, rmse).data(RunsModel::BestRole).toBool());
    // And the tooltip tells of the better epoch before.
    const QString tip = model.index(1, rmse).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(QStringLiteral("0.700, after epoch 1")), qPrintable(tip));
    QVERIFY(model.isUsed(rmse));
    QVERIFY(!model.isUsed(rmse + 2)); // accuracy
}

void TestRuns::lossesOfOtherObjectivesAreNotRanked() {
    RunSettings classifier;
    classifier.train.objective = Objective::BinaryCrossEntropy;
    const auto library = libraryOf({recordOf({}, {0.9}), recordOf(classifier, {0.8})});
    const RunsModel model(library.get());
    for (int row = 0; row < 2; ++row)
        QVERIFY(!model.index(row, RunsModel::FirstMetric).data(RunsModel::BestRole).toBool());
}

void TestRuns::lossesAreComparedByAllTheyDependOn_data() {
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QString>("key");
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("comparable");
    const auto row = [](const char* presetKey, const char* key, double value, bool comparable) {
        QTest::addRow("%s: %s", presetKey, key)
            << QString::fromLatin1(presetKey) << QString::fromLatin1(key) << value << comparable;
    };
    row("seed", "learning_rate", 0.1, true);
    row("seed", "batch_size", 64, true);
    row("seed", "negatives", 9, true); // not used
    row("seed", "l2", 0, false);
    row("seed", "embedding_l2", 0.1, false);
    row("seed-classifier", "like_threshold", 3, false);
    row("dssm", "negatives", 9, false);
    row("dssm", "negative_sampling", 1, false);
    row("dssm", "temperature", 0.5, false);
    row("dssm", "batch_size", 64, true);
    row("in-batch", "batch_size", 64, false);
    row("in-batch", "log_q", 0, false);
    row("in-batch", "hit_removal", 2, false);
    row("in-batch", "negatives", 9, true); // not used
}

void TestRuns::lossesAreComparedByAllTheyDependOn() {
    QFETCH(QString, preset);
    QFETCH(QString, key);
    QFETCH(double, value);
    const RunSettings settings = towerlab::preset(preset.toStdString()).settings;
    RunSettings other = settings;
    settingField(key.toStdString()).set(other, value);
    QVERIFY(toJson(settings) != toJson(other));
    QTEST(sameLoss(recordOf(settings, {0.9}), recordOf(other, {0.8})), "comparable");
}

void TestRuns::tellsHowARunEnded() {
    RunRecord record = recordOf({}, {0.9, 0.7, 0.8});
    record.keptEpoch = 3;
    QCOMPARE(endText(record), QStringLiteral("Trained 3 epochs"));
    record.stoppedEarly = true;
    QCOMPARE(endText(record), QStringLiteral("Stopped after epoch 3"));
    record.stoppedEarly = false;
    record.outOfPatience = true;
    record.keptEpoch = 2;
    QCOMPARE(endText(record), QStringLiteral("Early stopping after epoch 3 · Model of epoch 2"));
    record.engine = Engine::Autograd;
    record.threads = 3;
    QCOMPARE(engineText(record), QStringLiteral("Autograd engine, 3 threads"));
}

void TestRuns::figuresAreThoseOfTheObjective() {
    auto window = trainWindow();
    RunSettings settings = preset("in-batch").settings;
    settings.data.sampleFraction = 0.2;
    settings.train.epochs = 2;
    train(*window, settings);
    QCOMPARE(child<StatTile>(*window, "runTile_2")->caption(), QStringLiteral("HR@10"));
    QCOMPARE(child<StatTile>(*window, "runTile_3")->caption(), QStringLiteral("NDCG@10"));
    QVERIFY(child<QLabel>(*window, "trainProgressText")
                ->text()
                .contains(QStringLiteral(" positives/s")));
    const RunRecord& record = library(*window).runs()[0].record;
    QCOMPARE(child<StatTile>(*window, "runTile_3")->value(),
             QString::number(*record.epochs[1].validationNdcg, 'f', 3));
    settings.train.objective = Objective::CatalogueSoftmax;
    train(*window, settings);
    QCOMPARE(child<StatTile>(*window, "runTile_1")->caption(), QStringLiteral("HR@10"));
    QVERIFY(
        child<QLabel>(*window, "trainProgressText")->text().contains(QStringLiteral(" users/s")));
}

void TestRuns::numbersSortAsNumbersAndNothingComesLast() {
    auto records = std::vector{recordOf({}, {10.5}), recordOf({}, {9.25}), recordOf({}, {}),
                               recordOf({}, {11.0})};
    const auto library = libraryOf(records);
    RunsModel model(library.get());
    ValueProxy proxy;
    proxy.setSourceModel(&model);
    const int loss = RunsModel::FirstMetric;
    const auto column = [&] {
        QList<QVariant> values;
        for (int row = 0; row < proxy.rowCount(); ++row)
            values << proxy.index(row, loss).data(SortRole);
        return values;
    };
    proxy.sort(loss, Qt::AscendingOrder);
    QCOMPARE(column(), (QList<QVariant>{0.925, 1.05, 1.1, QVariant()}));
    proxy.sort(loss, Qt::DescendingOrder);
    QCOMPARE(column(), (QList<QVariant>{1.1, 1.05, 0.925, QVariant()}));
    library->rename(library->runs()[0].id, QStringLiteral("Run 10"));
    library->rename(library->runs()[1].id, QStringLiteral("Run 9"));
    library->rename(library->runs()[2].id, QStringLiteral("Run 11"));
    library->rename(library->runs()[3].id, QStringLiteral("Run 1"));
    proxy.sort(RunsModel::Name, Qt::AscendingOrder);
    QStringList names;
    for (int row = 0; row < proxy.rowCount(); ++row)
        names << proxy.index(row, RunsModel::Name).data().toString();
    QCOMPARE(names.join(u','), QStringLiteral("Run 1,Run 9,Run 10,Run 11"));
}

void TestRuns::newestThreeShowByThemselves() {
    RunSettings classifier;
    classifier.train.objective = Objective::BinaryCrossEntropy;
    const auto library = libraryOf(std::vector(4, recordOf({}, {0.9})));
    const auto shown = [&] {
        QString text;
        for (const TrainRun& run : library->runs())
            text += run.shown ? u'x' : u'-';
        return text;
    };
    QCOMPARE(shown(), QStringLiteral("xxx-"));
    library->setShown(library->runs()[3].id, true); // by the person: stays
    library->begin(recordOf({}, {}));
    QCOMPARE(shown(), QStringLiteral("xxx-x"));
    library->begin(recordOf(classifier, {})); // another scale
    QCOMPARE(shown(), QStringLiteral("x----x"));
    // Of ranking objectives it is so with the losses only.
    library->begin(recordOf(preset("dssm").settings, {}));
    library->begin(recordOf(preset("in-batch").settings, {}));
    QCOMPARE(shown(), QStringLiteral("x------x"));
    library->setComparesLosses(false);
    library->begin(recordOf(preset("dssm").settings, {}));
    QCOMPARE(shown(), QStringLiteral("xx------x"));
    library->begin(recordOf(classifier, {}));
    QCOMPARE(shown(), QStringLiteral("x--------x"));
}

void TestRuns::keepsThirtyAndThePinned() {
    const RunSettings settings = quick(1e-3, 1);
    const TrainedModel model = Trainer(smallDemo(), settings).run();
    RunLibrary library;
    library.setDataset(smallDemo());
    const quint64 oldest = library.add(model, QStringLiteral("pinned"));
    QCOMPARE(library.find(oldest)->name, QStringLiteral("pinned"));
    library.setPinned(oldest, true);
    const quint64 next = library.add(model, QStringLiteral("next"));
    for (std::size_t i = 1; i < RunLibrary::mostUnpinned; ++i)
        library.add(model, QString::number(i));
    QCOMPARE(library.runs().size(), RunLibrary::mostUnpinned + 1);
    QVERIFY(library.find(next));
    library.add(model, QStringLiteral("one more"));
    QCOMPARE(library.runs().size(), RunLibrary::mostUnpinned + 1);
    QVERIFY(!library.find(next));
    QVERIFY(library.find(oldest));
}

void TestRuns::tablesAreCsv() {
    const auto library = libraryOf({recordOf({}, {0.9, 0.8})});
    library->rename(library->runs()[0].id, QStringLiteral("with, \"quotes\""));
    const std::vector<const TrainRun*> runs = {&library->runs()[0]};
    QCOMPARE(curvesTable(runs).text(),
             QByteArray("run,epoch,step,train_loss,validation_rmse,seconds\r\n"
                        "\"with, \"\"quotes\"\"\",1,10,0.09,0.9,1.35\r\n"
                        "\"with, \"\"quotes\"\"\",2,20,0.08,0.8,1.2000000000000002\r\n"));
    const QList<QByteArray> lines = runsTable(runs).text().split('\n');
    QCOMPARE(lines.size(), 3); // header, run, and what is after the last line's end
    const QList<QByteArray> header = lines[0].trimmed().split(',');
    const QList<QByteArray> cells = lines[1].mid(21).trimmed().split(','); // after the name
    QCOMPARE(cells.size(), header.size() - 1);
    const auto cell = [&](const char* column) { return cells[header.indexOf(column) - 1]; };
    QCOMPARE(cell("validation_rmse"), QByteArray("0.8"));
    QCOMPARE(cell("learning_rate"), QByteArray("0.001"));
    QCOMPARE(cell("objective"), QByteArray("mse"));
    QCOMPARE(cell("finished_epochs"), QByteArray("2"));
    for (const SettingField& field : settingFields())
        QVERIFY(header.contains(QByteArray(field.key.data(), qsizetype(field.key.size()))));
}

void TestRuns::everyRunIsListed() {
    auto window = trainWindow();
    QVERIFY(!table(*window)->isVisible());
    train(*window, quick());
    train(*window, quick(3e-3, 3));
    QVERIFY(table(*window)->isVisible());
    const auto* model = table(*window)->model();
    QCOMPARE(model->rowCount(), 2);
    QCOMPARE(model->index(0, RunsModel::Epochs).data().toString(), QStringLiteral("3"));
    QCOMPARE(model->index(1, RunsModel::Epochs).data().toString(), QStringLiteral("2"));
    // The one that has ended last is chosen; choosing the other shows its epochs.
    const auto* epochs = child<QTableView>(*window, "epochsTable")->model();
    QCOMPARE(epochs->rowCount(), 3);
    clickCell(*window, 1, RunsModel::Epochs);
    QCOMPARE(epochs->rowCount(), 2);
    const RunRecord& record = library(*window).runs()[1].record;
    QCOMPARE(epochs->index(1, 1).data(SortRole).toDouble(), record.epochs[1].trainLoss);
}

void TestRuns::checkBoxShowsACurve() {
    auto window = trainWindow();
    train(*window, quick());
    train(*window, quick(3e-3));
    const LossPlot* plot = window->trainPanel()->lossPlot();
    QCOMPARE(plot->curves().size(), std::size_t{2});
    const TrainRun& older = library(*window).runs()[1];
    const RunCurve* curve = plot->curves()[1];
    QCOMPARE(curve->run().id, older.id);
    QCOMPARE(curve->main()->data()->at(1)->value, older.record.epochs[1].trainLoss);
    QCOMPARE(curve->validation()->data()->at(0)->value, *older.record.epochs[0].validationLoss);
    QVERIFY(curve->colour() != plot->curves()[0]->colour());
    clickCheckBox(*window, 1);
    QCOMPARE(plot->curves().size(), std::size_t{1});
    QVERIFY(!library(*window).runs()[1].shown);
    clickCheckBox(*window, 0); // the run of the steps
    QCOMPARE(plot->curves().size(), std::size_t{0});
    QVERIFY(!plot->graph(0)->visible());
    clickCheckBox(*window, 1);
    QCOMPARE(plot->curves().size(), std::size_t{1});
}

void TestRuns::spaceBarShowsAndHides() {
    auto window = trainWindow();
    train(*window, quick());
    train(*window, quick(3e-3));
    clickCell(*window, 1, RunsModel::Time);
    QTest::keyClick(table(*window), Qt::Key_Space);
    QVERIFY(!library(*window).runs()[1].shown);
    QVERIFY(library(*window).runs()[0].shown);
    QTest::keyClick(table(*window), Qt::Key_Space);
    QVERIFY(library(*window).runs()[1].shown);
}

void TestRuns::metricIsShownForAllRuns() {
    auto window = trainWindow();
    train(*window, quick());
    train(*window, quick(3e-3));
    const LossPlot* plot = window->trainPanel()->lossPlot();
    auto* metric = child<QComboBox>(*window, "plotMetric");
    QCOMPARE(metric->count(), 3); // the loss, RMSE and MAE
    metric->setFocus();
    QTest::keyClick(metric, Qt::Key_Down);
    QCOMPARE(metric->currentText(), QStringLiteral("RMSE"));
    QCOMPARE(plot->yAxis->label(), QStringLiteral("RMSE"));
    for (std::size_t i = 0; i < 2; ++i) {
        const TrainRun& run = library(*window).runs()[i];
        QCOMPARE(plot->curves()[i]->main()->data()->at(1)->value,
                 *run.record.epochs[1].validationRmse);
    }
    QVERIFY(!plot->graph(0)->visible()); // steps have no RMSE
    // A run without the metric takes its place: back to the loss, which every run has.
    RunSettings classifier = quick();
    classifier.train.objective = Objective::BinaryCrossEntropy;
    train(*window, classifier);
    QCOMPARE(metric->currentText(), QStringLiteral("Loss"));
    QVERIFY(metric->findText(QStringLiteral("AUC")) > 0);
    QVERIFY(metric->findText(QStringLiteral("RMSE")) < 0);
}

void TestRuns::renamesInPlace() {
    auto window = trainWindow();
    train(*window, quick());
    clickCell(*window, 0, RunsModel::Time);
    press(*window, "runRenameButton");
    auto* editor = table(*window)->findChild<QLineEdit*>();
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, QStringLiteral("small steps"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(library(*window).runs()[0].name, QStringLiteral("small steps"));
    QVERIFY(!library(*window).rename(library(*window).runs()[0].id, QStringLiteral("  ")));
    QCOMPARE(library(*window).runs()[0].name, QStringLiteral("small steps"));
}

void TestRuns::deletesAndBringsBack() {
    auto window = trainWindow();
    train(*window, quick());
    train(*window, quick(3e-3));
    const quint64 older = library(*window).runs()[1].id;
    clickCell(*window, 1, RunsModel::Time);
    press(*window, "runDeleteButton");
    QCOMPARE(table(*window)->model()->rowCount(), 1);
    QVERIFY(!library(*window).find(older));
    QCOMPARE(window->trainPanel()->lossPlot()->curves().size(), std::size_t{1});
    QVERIFY(child<QWidget>(*window, "runsNote")->isVisible());
    click(child<QPushButton>(*window, "runsNoteButton"));
    QCOMPARE(library(*window).rowOf(older), 1);
    QVERIFY(!child<QWidget>(*window, "runsNote")->isVisible());
    QVERIFY(library(*window).runs()[1].model.valid());
    clickCell(*window, 0, RunsModel::Time);
    QTest::keyClick(table(*window), Qt::Key_Delete);
    QCOMPARE(table(*window)->model()->rowCount(), 1);
    QTest::keyClick(window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(table(*window)->model()->rowCount(), 2);
}

void TestRuns::reopensAnEarlierModel() {
    auto window = trainWindow();
    train(*window, quick());
    const float before = window->workspace()->recommender()->score(3, 5)->score;
    train(*window, quick(3e-3));
    QVERIFY(window->workspace()->recommender()->score(3, 5)->score != before);
    QVERIFY(!child<QToolButton>(*window, "runUseModelButton")->isEnabled()); // it is in use
    clickCell(*window, 1, RunsModel::Time);
    QSignalSpy changed(window->workspace(), &Workspace::recommenderChanged);
    press(*window, "runUseModelButton");
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(window->workspace()->recommender()->score(3, 5)->score, before);
    QCOMPARE(library(*window).inUse(), library(*window).runs()[1].id);
    QVERIFY(table(*window)->model()->index(1, 0).data(Qt::FontRole).isValid()); // stands out
    QVERIFY(!table(*window)->model()->index(0, 0).data(Qt::FontRole).isValid());
    QCOMPARE(library(*window).runs().size(), std::size_t{2}); // no run was added for it
}

void TestRuns::putsSettingsIntoTheForm() {
    auto window = trainWindow();
    train(*window, quick());
    train(*window, quick(3e-3, 3));
    QCOMPARE(window->trainPanel()->settings().train.epochs, 3);
    clickCell(*window, 1, RunsModel::Time);
    press(*window, "runUseSettingsButton");
    QCOMPARE(toJson(window->trainPanel()->settings()), toJson(quick()));
}

void TestRuns::runUnderWayKnowsItsData() {
    auto window = trainWindow();
    window->training()->startPaused(quick());
    QTRY_COMPARE(library(*window).runs().size(), std::size_t{1});
    const TrainRun& run = library(*window).runs()[0];
    QVERIFY(run.live);
    QCOMPARE(run.record.datasetName, window->workspace()->dataset()->name());
    QCOMPARE(run.record.datasetSource, window->workspace()->dataset()->source());
}

void TestRuns::pinnedRunSurvivesARestart() {
    float score = 0;
    {
        auto window = trainWindow();
        train(*window, quick());
        train(*window, quick(3e-3));
        score = window->workspace()->recommender()->score(3, 5)->score;
        clickCell(*window, 0, RunsModel::Pinned); // a click on the pin itself
        QVERIFY(library(*window).runs()[0].pinned());
        QCOMPARE(library(*window).unkept(), 1); // the other
        QTRY_COMPARE(pinnedFiles().size(), 1);
        library(*window).rename(library(*window).runs()[0].id, QStringLiteral("the good one"));
        clickCell(*window, 1, RunsModel::Time);
        press(*window, "runPinButton");
        QTRY_COMPARE(pinnedFiles().size(), 2);
        press(*window, "runPinButton"); // and unpinned
        QTRY_COMPARE(pinnedFiles().size(), 1);
    }
    auto window = trainWindow();
    QTRY_COMPARE(library(*window).runs().size(), std::size_t{1});
    const TrainRun& run = library(*window).runs()[0];
    QCOMPARE(run.name, QStringLiteral("the good one"));
    QCOMPARE(toJson(run.record.settings), toJson(quick(3e-3)));
    QCOMPARE(run.record.epochs.size(), std::size_t{2});
    QVERIFY(run.pinned());
    QVERIFY(!window->workspace()->recommender());
    clickCell(*window, 0, RunsModel::Time);
    press(*window, "runUseModelButton");
    QTRY_VERIFY(window->workspace()->recommender());
    QCOMPARE(window->workspace()->recommender()->score(3, 5)->score, score);
    QCOMPARE(library(*window).unkept(), 0); // it is in its file
    train(*window, quick());
    QVERIFY(library(*window).runs()[0].name.startsWith(QStringLiteral("Run 3"))); // 2 is taken
}

void TestRuns::unpinnedRunOfARestartKeepsItsModel() {
    {
        auto window = trainWindow();
        train(*window, quick());
        clickCell(*window, 0, RunsModel::Pinned);
        QTRY_COMPARE(pinnedFiles().size(), 1);
    }
    auto window = trainWindow();
    QTRY_COMPARE(library(*window).runs().size(), std::size_t{1});
    clickCell(*window, 0, RunsModel::Pinned);
    QTRY_COMPARE(pinnedFiles().size(), 0);
    QTRY_VERIFY(library(*window).runs()[0].model.valid());
    QVERIFY(!library(*window).runs()[0].pinned());
}

void TestRuns::deletedPinnedRunLosesItsFile() {
    {
        auto window = trainWindow();
        train(*window, quick());
        clickCell(*window, 0, RunsModel::Pinned);
        QTRY_COMPARE(pinnedFiles().size(), 1);
        press(*window, "runDeleteButton");
        QTRY_COMPARE(pinnedFiles().size(), 0);
        click(child<QPushButton>(*window, "runsNoteButton")); // undo
        QTRY_COMPARE(pinnedFiles().size(), 1);
        clickCell(*window, 0, RunsModel::Time);
        press(*window, "runDeleteButton");
        QTRY_COMPARE(pinnedFiles().size(), 0);
    }
    QVERIFY(QDir(run_store::shelf().folder()).isEmpty(QDir::Files)); // not even set aside
}

void TestRuns::anotherWindowLeavesTheUndoAlone() {
    const Shelf& shelf = run_store::shelf();
    QDir().mkpath(shelf.folder());
    const auto aside = [&](long process) {
        return shelf.folder() + QStringLiteral("/a.towerlab.deleted-%1").arg(process);
    };
    // Process 1 always runs; no process has the highest number there is.
    saveFile(aside(1), QByteArray("of another window"));
    saveFile(aside(std::numeric_limits<int>::max()), QByteArray("of a window that was killed"));
    shelf.purge();
    QVERIFY(QFile::exists(aside(1)));
    QVERIFY(!QFile::exists(aside(std::numeric_limits<int>::max())));
    QFile::remove(aside(1));
}

void TestRuns::damagedFileIsToldAndMayBeSetAside() {
    QDir().mkpath(run_store::shelf().folder());
    QFile file(QDir(run_store::shelf().folder()).filePath(QStringLiteral("bad.towerlab")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("TOWERLAB and then nothing of use");
    file.close();
    auto window = trainWindow();
    auto* note = child<QLabel>(*window, "runsNoteText");
    QTRY_VERIFY(note->isVisible());
    QVERIFY2(note->text().contains(QStringLiteral("can't be read")), qPrintable(note->text()));
    QVERIFY(note->toolTip().contains(QStringLiteral("bad.towerlab")));
    QVERIFY(library(*window).runs().empty());
    click(child<QPushButton>(*window, "runsNoteButton"));
    QTRY_VERIFY(!file.exists());
    QVERIFY(QFile::exists(run_store::shelf().folder() + QStringLiteral("/damaged/bad.towerlab")));
    QVERIFY(!note->isVisible());
}

void TestRuns::pinThatFailsIsTold() {
    QDir().mkpath(QFileInfo(run_store::shelf().folder()).path());
    QFile inTheWay(run_store::shelf().folder()); // a file where the folder should be
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    auto window = trainWindow();
    train(*window, quick());
    clickCell(*window, 0, RunsModel::Pinned);
    QTRY_VERIFY(window->findChild<QMessageBox*>(QStringLiteral("failureBox")));
    auto* box = window->findChild<QMessageBox*>(QStringLiteral("failureBox"));
    QVERIFY(box->text().contains(QStringLiteral("could not be pinned")));
    box->accept();
    QVERIFY(!library(*window).runs()[0].pinned());
    QVERIFY(library(*window).runs()[0].model.valid());
    QVERIFY(inTheWay.remove());
}

void TestRuns::runsFollowTheDataSet() {
    const towerlab::test::TemporaryFolder folder;
    towerlab::test::writeSmall1M(folder);
    auto window = trainWindow();
    train(*window, quick());
    const quint64 id = library(*window).runs()[0].id;
    const float score = window->workspace()->recommender()->score(3, 5)->score;
    window->workspace()->openFolder(QString::fromStdString(folder.path().string()));
    QTRY_COMPARE(window->workspace()->dataset()->ratings().size(), std::size_t{5});
    QVERIFY(library(*window).runs().empty());
    QCOMPARE(window->trainPanel()->lossPlot()->curves().size(), std::size_t{0});
    window->workspace()->openDemo();
    QTRY_COMPARE(library(*window).runs().size(), std::size_t{1});
    QCOMPARE(library(*window).runs()[0].id, id);
    QCOMPARE(window->trainPanel()->lossPlot()->curves().size(), std::size_t{1});
    clickCell(*window, 0, RunsModel::Time);
    press(*window, "runUseModelButton");
    QTRY_VERIFY(window->workspace()->recommender());
    QCOMPARE(window->workspace()->recommender()->score(3, 5)->score, score);
}

void TestRuns::continuedRunIsAsOneThatNeverStopped() {
    auto window = trainWindow();
    train(*window, quick(1e-3, 5));
    const std::vector<float> losses = *library(*window).runs()[0].losses;
    train(*window, quick(1e-3, 3));
    continueBy(*window, 2);
    const auto& runs = library(*window).runs();
    QCOMPARE(runs.size(), std::size_t{3});
    const RunRecord& unbroken = runs[2].record;
    const RunRecord& continued = runs[0].record;
    QCOMPARE(runs[0].name, QStringLiteral("Run 2 · continued"));
    QCOMPARE(runs[1].record.epochs.size(), std::size_t{3}); // stays as it was
    QCOMPARE(continued.epochs.size(), std::size_t{5});
    for (std::size_t i = 0; i < 5; ++i) {
        QCOMPARE(continued.epochs[i].trainLoss, unbroken.epochs[i].trainLoss);
        QCOMPARE(continued.epochs[i].validationLoss, unbroken.epochs[i].validationLoss);
        QCOMPARE(continued.epochs[i].validationRmse, unbroken.epochs[i].validationRmse);
        QCOMPARE(continued.epochs[i].step, unbroken.epochs[i].step);
    }
    QCOMPARE(*runs[0].losses, losses);
    QCOMPARE(library(*window).inUse(), runs[0].id);
    QCOMPARE(window->trainPanel()->lossPlot()->epochCount(), 5);
    QCOMPARE(child<QTableView>(*window, "epochsTable")->model()->rowCount(), 5);
    continueBy(*window, 1);
    QCOMPARE(library(*window).runs()[0].name, QStringLiteral("Run 2 · continued 2"));
    QCOMPARE(library(*window).runs()[0].record.epochs.size(), std::size_t{6});
}

void TestRuns::pinnedRunOfARestartCanBeContinued() {
    RunRecord before;
    {
        auto window = trainWindow();
        train(*window, quick());
        library(*window).rename(library(*window).runs()[0].id, QStringLiteral("the good one"));
        clickCell(*window, 0, RunsModel::Pinned);
        QTRY_COMPARE(pinnedFiles().size(), 1);
        before = library(*window).runs()[0].record;
    }
    auto window = trainWindow();
    QTRY_COMPARE(library(*window).runs().size(), std::size_t{1});
    clickCell(*window, 0, RunsModel::Epochs);
    continueBy(*window, 1);
    const TrainRun& run = library(*window).runs()[0];
    QCOMPARE(run.name, QStringLiteral("the good one · continued"));
    QCOMPARE(run.record.epochs.size(), std::size_t{3});
    QCOMPARE(run.record.epochs[1].trainLoss, before.epochs[1].trainLoss);
    QVERIFY(!run.losses); // those of the first epochs are not known
    const LossPlot* plot = window->trainPanel()->lossPlot();
    QCOMPARE(plot->epochCount(), 3);
    const auto perEpoch = before.epochs[0].step;
    QCOMPARE(plot->stepCount(), static_cast<int>(perEpoch));
    double snapped = 0;
    QVERIFY(!plot->readoutAt(1, snapped).startsWith(QStringLiteral("Step")));
    QVERIFY(plot->readoutAt(3, snapped).startsWith(QStringLiteral("Step %1:").arg(3 * perEpoch)));
    QCOMPARE(snapped, 3.0);
}

void TestRuns::continuesFromTheBestEpochAfterEarlyStopping() {
    auto window = trainWindow();
    RunSettings settings = quick(0.05, 40); // too high a rate: learns by heart at once
    settings.train.patience = 2;
    settings.train.restoreBest = Switch::On;
    train(*window, settings);
    const RunRecord ended = library(*window).runs()[0].record;
    QVERIFY(ended.outOfPatience);
    QVERIFY(ended.keptEpoch < static_cast<int>(ended.epochs.size()));
    const QString text = child<QLabel>(*window, "trainProgressText")->text();
    QVERIFY2(text.startsWith(QStringLiteral("Early stopping after epoch")), qPrintable(text));
    QVERIFY(text.contains(QStringLiteral("Model of epoch %1").arg(ended.keptEpoch)));
    const EpochRecord& kept = ended.epochs[static_cast<std::size_t>(ended.keptEpoch) - 1];
    QCOMPARE(child<StatTile>(*window, "runTile_2")->value(),
             QString::number(*kept.validationRmse, 'f', 3));
    continueBy(*window, 3);
    const RunRecord& record = library(*window).runs()[0].record;
    QCOMPARE(static_cast<int>(record.epochs.size()), ended.keptEpoch + 3); // not ended again
    QCOMPARE(record.epochs[static_cast<std::size_t>(ended.keptEpoch)].trainLoss,
             ended.epochs[static_cast<std::size_t>(ended.keptEpoch)].trainLoss);
}

void TestRuns::continueSaysWhyNot() {
    auto window = trainWindow();
    train(*window, quick());
    const auto* button = child<QToolButton>(*window, "runContinueButton");
    QVERIFY(button->isEnabled());
    QVERIFY(button->toolTip().contains(QStringLiteral("further epochs")));
    window->trainPanel()->trainWith(quick(1e-3, 500));
    clickCell(*window, 1, RunsModel::Epochs);
    QVERIFY(!button->isEnabled());
    QCOMPARE(button->toolTip(), QStringLiteral("A run is under way"));
    QTest::keyClick(table(*window), Qt::Key_E, Qt::ControlModifier);
    QVERIFY(!window->findChild<QDialog*>(QStringLiteral("continueDialog")));
    window->training()->stop();
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->state(), State::Idle, timeoutMs);
    clickCell(*window, library(*window).rowOf(library(*window).runs().back().id),
              RunsModel::Epochs);
    QVERIFY(button->isEnabled());
    QTest::keyClick(table(*window), Qt::Key_E, Qt::ControlModifier);
    auto* dialog = child<QDialog>(*window, "continueDialog");
    const std::size_t count = library(*window).runs().size();
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!window->findChild<QDialog*>(QStringLiteral("continueDialog")));
    QCOMPARE(library(*window).runs().size(), count);
    QCOMPARE(window->training()->state(), State::Idle);
}

void TestRuns::stepButtonTrainsOneBatchAClick() {
    auto window = trainWindow();
    auto* step = child<QPushButton>(*window, "stepButton");
    const LossPlot* plot = window->trainPanel()->lossPlot();
    QVERIFY(step->isEnabled());
    child<SettingsForm>(*window, "settingsForm")
        ->setSettings(quick(1e-3, 500)); // won't end by itself
    click(step);                         // begins a run that is paused before its first step
    QCOMPARE(window->training()->state(), State::Paused);
    QTRY_COMPARE(library(*window).runs().size(), std::size_t{1});
    QCOMPARE(plot->stepCount(), 0);
    for (int steps = 1; steps <= 3; ++steps) {
        click(step);
        QTRY_VERIFY(child<QLabel>(*window, "trainProgressText")
                        ->text()
                        .startsWith(QStringLiteral("Paused after step %1 of").arg(steps)));
        QCOMPARE(plot->stepCount(), steps);
        QCOMPARE(window->training()->state(), State::Paused);
    }
    QCOMPARE(plot->xAxis->label(), QStringLiteral("Step"));
    const QCPRange inSight = plot->xAxis->range(); // the steps rather than the whole epoch
    QVERIFY(inSight.contains(plot->graph(0)->data()->at(2)->key));
    QVERIFY(inSight.upper < 1);
    click(child<QPushButton>(*window, "pauseButton")); // resume
    QTRY_VERIFY(plot->stepCount() > 20);
    QVERIFY(!step->isEnabled());
    QCOMPARE(plot->xAxis->label(), QStringLiteral("Epoch"));
    click(child<QPushButton>(*window, "stopButton"));
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->state(), State::Idle, timeoutMs);
}

void TestRuns::stoppedRunIsListedWithItsEpochs() {
    auto window = trainWindow();
    window->trainPanel()->trainWith(quick(1e-3, 500));
    QTRY_VERIFY_WITH_TIMEOUT(window->trainPanel()->lossPlot()->epochCount() >= 2, timeoutMs);
    // While it is under way it is listed, but there is nothing to keep yet.
    QVERIFY(!child<QToolButton>(*window, "runPinButton")->isEnabled());
    QVERIFY(!child<QToolButton>(*window, "runDeleteButton")->isEnabled());
    click(child<QPushButton>(*window, "stopButton"));
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->state(), State::Idle, timeoutMs);
    const TrainRun& run = library(*window).runs().at(0);
    QVERIFY(run.record.stoppedEarly);
    QVERIFY(run.reusable());
    QCOMPARE(library(*window).inUse(), run.id);
    QVERIFY(child<QToolButton>(*window, "runPinButton")->isEnabled());
}

void TestRuns::runWithoutAnEpochIsNotListed() {
    auto window = trainWindow();
    train(*window, quick());
    click(child<QPushButton>(*window, "stepButton"));
    QTRY_COMPARE(library(*window).runs().size(), std::size_t{2});
    click(child<QPushButton>(*window, "stopButton"));
    QTRY_COMPARE_WITH_TIMEOUT(window->training()->state(), State::Idle, timeoutMs);
    QCOMPARE(library(*window).runs().size(), std::size_t{1});
    QVERIFY(child<QLabel>(*window, "trainProgressText")
                ->text()
                .contains(QStringLiteral("nothing to keep")));
}

QTEST_MAIN(TestRuns)
#include "tst_runs.moc"
