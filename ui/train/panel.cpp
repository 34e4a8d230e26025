// SPDX-License-Identifier: MIT
#include "ui/train/panel.h"

#include "core/error.h"
#include "core/model/net_plan.h"
#include "core/model/settings_fields.h"
#include "ui/jobs/job_runner.h"
#include "ui/runs/file_export.h"
#include "ui/runs/run_csv.h"
#include "ui/runs/run_library.h"
#include "ui/runs/run_text.h"
#include "ui/towers/tower_sketch.h"
#include "ui/train/continue_dialog.h"
#include "ui/train/controls.h"
#include "ui/train/epochs_model.h"
#include "ui/train/loss_plot.h"
#include "ui/train/run_list.h"
#include "ui/train/run_plot_card.h"
#include "ui/train/run_tiles.h"
#include "ui/train/settings_form.h"
#include "ui/widgets/dense_table.h"
#include "ui/widgets/preferences.h"
#include "ui/widgets/row_height.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/vertical_scroll_area.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

constexpr int settingsWidth = 378;
constexpr int widthForSettings = 720; ///< of the place, beside which the plot can be read
constexpr int tablesHeight = 200;
constexpr int leastTablesHeight = 140;

QString number(double value) { return QLocale().toString(value, 'f', 0); }

/// Whether these are the settings that a form had by itself before the weighted match.
bool isFormerDefault(const RunSettings& settings) {
    RunSettings former;
    former.model.match = Match::DotProduct;
    former.train.epsilonPlace = EpsilonPlace::OutsideRoot;
    return toJson(settings) == toJson(former);
}

} // namespace

TrainPanel::TrainPanel(Workspace* workspace, Training* training, QWidget* parent)
    : Place(parent), workspace_(workspace), training_(training), library_(training->library()) {
    setObjectName(QStringLiteral("trainPanel"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::spacing, theme::spacing, theme::spacing, theme::spacing);
    row->setSpacing(theme::spacing);
    row->addWidget(makeSettings());
    row->addWidget(makeResults(), 1);
    connectTraining();
    connectRuns();
    restoreSettings();
    changeDataset();
    showTables();
}

RunSettings TrainPanel::settings() const { return form_->settings(); }

LossPlot* TrainPanel::lossPlot() const { return card_->plot(); }

bool TrainPanel::canUndo() const { return !library_->removedNames().isEmpty(); }

void TrainPanel::undo() { library_->undoRemove(); }

QWidget* TrainPanel::makeSettings() {
    auto* card = new QWidget;
    theme::makeCard(card);
    theme::keepWidth(card, settingsWidth);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(theme::padding, theme::padding, theme::padding, theme::padding);
    column->setSpacing(theme::spacing);
    auto* title = new QLabel(tr("Settings"));
    theme::makeTitle(title);
    column->addWidget(title);
    form_ = new SettingsForm;
    auto* scroll = new VerticalScrollArea;
    scroll->setContents(form_);
    controls_ = new TrainControls(workspace_, training_);
    sketch_ = new TowerSketch;
    column->addWidget(sketch_);
    column->addWidget(scroll, 1);
    column->addWidget(controls_);
    connect(form_, &SettingsForm::changed, this, &TrainPanel::showSketch);
    connect(form_, &SettingsForm::changed, this, &TrainPanel::settingsChanged);
    connect(workspace_, &Workspace::vocabularyChanged, this, &TrainPanel::showSketch);
    connect(form_, &SettingsForm::changed, this, &TrainPanel::storeSettings);
    connect(controls_, &TrainControls::trainRequested, this, &TrainPanel::start);
    connect(controls_, &TrainControls::stepRequested, this, &TrainPanel::step);
    setSideColumn(card, preference::trainSideShown, tr("Settings"), widthForSettings);
    setFirstFocus(controls_->trainButton());
    return card;
}

QWidget* TrainPanel::makeResults() {
    tiles_ = new RunTiles;
    card_ = new RunPlotCard(library_);
    connect(card_, &RunPlotCard::trainRequested, this, &TrainPanel::start);
    splitter_ = new QSplitter(Qt::Vertical);
    splitter_->setHandleWidth(theme::spacing);
    splitter_->setChildrenCollapsible(false);
    splitter_->addWidget(card_);
    splitter_->addWidget(makeTables());
    splitter_->setStretchFactor(0, 1);
    splitter_->setStretchFactor(1, 0);
    splitter_->setSizes({tablesHeight * 2, tablesHeight});
    rememberSizes(splitter_, preference::trainSplitter);
    auto* area = new QWidget;
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::spacing);
    column->addWidget(tiles_);
    column->addWidget(splitter_, 1);
    return area;
}

QWidget* TrainPanel::makeTables() {
    tables_ = new QWidget;
    theme::makeCard(tables_);
    tables_->setMinimumHeight(leastTablesHeight);
    runs_ = new RunList(library_);
    epochsTable_ = makeEpochsTable();
    tabs_ = new QTabWidget;
    tabs_->setObjectName(QStringLiteral("runTabs"));
    tabs_->addTab(runs_, tr("Runs"));
    tabs_->addTab(epochsTable_, tr("Epochs"));
    tabs_->tabBar()->setElideMode(Qt::ElideRight);
    tabs_->setCornerWidget(runs_->buttons());
    auto* column = new QVBoxLayout(tables_);
    column->setContentsMargins(theme::padding, 6, theme::padding, 8);
    column->addWidget(tabs_);
    return tables_;
}

TableView* TrainPanel::makeEpochsTable() {
    epochs_ = new EpochsModel(this);
    auto* table = new TableView;
    table->setObjectName(QStringLiteral("epochsTable"));
    table->setAccessibleName(tr("Epochs of the chosen run"));
    table->setSortingEnabled(false);
    table->setModel(epochs_);
    table->setFrameShape(QFrame::NoFrame);
    table->setProperty("look", "frameless");
    table->horizontalHeader()->setStretchLastSection(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    setRowHeight(table, denseRowHeight);
    connect(epochs_, &QAbstractItemModel::rowsInserted, table, &QTableView::scrollToBottom);
    connect(epochs_, &QAbstractItemModel::modelReset, this, &TrainPanel::fitEpochsTable);
    return table;
}

void TrainPanel::connectTraining() {
    connect(training_, &Training::stateChanged, this, &TrainPanel::showState);
    connect(training_, &Training::begun, this, &TrainPanel::showBegun);
    connect(training_, &Training::stepsDone, this, &TrainPanel::showSteps);
    connect(training_, &Training::epochDone, this, &TrainPanel::showEpoch);
    connect(training_, &Training::ended, this, &TrainPanel::showEnd);
    connect(training_, &Training::modelOpened, this, &TrainPanel::showOpenedModel);
    connect(workspace_, &Workspace::datasetChanged, this, &TrainPanel::changeDataset);
    connect(workspace_, &Workspace::recommenderChanged, this, &TrainPanel::showModelInUse);
}

void TrainPanel::connectRuns() {
    connect(library_, &RunLibrary::removedNamesChanged, this, &TrainPanel::undoChanged);
    for (const auto signal : {&RunLibrary::inserted, &RunLibrary::removed, &RunLibrary::reset})
        connect(library_, signal, this, &TrainPanel::showTables);
    connect(library_, &RunLibrary::damagedChanged, this, &TrainPanel::showTables);
    connect(library_, &RunLibrary::rescuedChanged, this, &TrainPanel::showTables);
    connect(library_, &RunLibrary::removedNamesChanged, this, &TrainPanel::showTables);
    connect(library_, &RunLibrary::changed, this, [this](int row) {
        const TrainRun& run = library_->runs()[static_cast<std::size_t>(row)];
        if (run.id == runs_->chosen())
            tabs_->setTabText(1, tr("Epochs of %1").arg(run.name));
    });
    connect(runs_, &RunList::runChosen, this, &TrainPanel::showRun);
    connect(runs_, &RunList::useModelRequested, training_, &Training::useModel);
    connect(runs_, &RunList::useSettingsRequested, this, &TrainPanel::useSettings);
    connect(runs_, &RunList::continueRequested, this, &TrainPanel::askToContinue);
    connect(runs_, &RunList::exportRequested, this, &TrainPanel::exportTable);
    connect(tabs_, &QTabWidget::currentChanged, runs_,
            [this] { runs_->setExportsEpochs(tabs_->currentWidget() == epochsTable_); });
}

void TrainPanel::exportTable() {
    const TrainRun* run = library_->find(runs_->chosen());
    if (tabs_->currentWidget() == epochsTable_ && run != nullptr)
        exportCsv(this, workspace_, tr("%1 epochs.csv").arg(run->name), curvesTable({run}).text());
    else
        exportCsv(this, workspace_, tr("runs.csv"), runsTable(runs_->listed()).text());
}

void TrainPanel::restoreSettings() {
    const QString stored = remembered(preference::trainSettings);
    if (stored.isEmpty())
        return;
    try {
        const RunSettings settings = storedRunSettings(stored.toStdString());
        if (!isFormerDefault(settings)) // somebody's choice, rather than what there was
            form_->setSettings(settings);
    } catch (const Error&) {
        // Written by another version: the defaults are the better start.
    }
}

void TrainPanel::storeSettings() const {
    remember(preference::trainSettings, QString::fromStdString(toJson(settings())));
}

void TrainPanel::trainWith(const RunSettings& settings) {
    if (!workspace_->canTrain())
        return;
    form_->setSettings(settings);
    start();
}

void TrainPanel::showSketch() {
    const auto vocabulary = workspace_->vocabulary();
    sketch_->setPlan(vocabulary ? std::optional(netPlan(*vocabulary, settings())) : std::nullopt);
}

void TrainPanel::start() { training_->start(settings()); }

void TrainPanel::step() {
    if (training_->state() != Training::State::Paused) {
        training_->startPaused(settings());
        return;
    }
    card_->plot()->setStepping(true);
    training_->step();
}

void TrainPanel::changeDataset() {
    form_->setDataset(workspace_->dataset().get());
    showSketch(); // with a vocabulary there is again one to draw
    form_->setScale(workspace_->ratingScale());
    card_->clear();
    showRun(runs_->chosen());
    showState();
}

void TrainPanel::askToContinue(quint64 id) {
    const TrainRun* run = library_->find(id);
    if (run == nullptr || !run->continuable())
        return;
    auto* dialog = new ContinueDialog(run->name, run->record, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, id] { training_->continueRun(id, dialog->settings()); });
    dialog->open();
}

void TrainPanel::showBegun(quint64 id, quint64 stepsPerEpoch) {
    card_->beginRun(id, stepsPerEpoch, training_->stepLosses());
    runs_->choose(id);
    tiles_->setProgress(0);
    showState();
}

void TrainPanel::showSteps(const std::vector<StepRecord>& steps, const TrainProgress& progress) {
    card_->plot()->addSteps(steps);
    tiles_->setProgress(static_cast<double>(progress.step) /
                        static_cast<double>(std::max<quint64>(1, progress.totalSteps)));
    if (training_->state() == Training::State::Paused) {
        tiles_->setText(tr("Paused after step %1 of %2\nLoss of its batch: %3")
                            .arg(number(static_cast<double>(progress.step)),
                                 number(static_cast<double>(progress.totalSteps)),
                                 QLocale().toString(double{steps.back().loss}, 'g', 4)));
        return;
    }
    const TrainRun* run = library_->find(training_->live());
    const Objective objective =
        run == nullptr ? Objective::MeanSquaredError : run->record.settings.train.objective;
    tiles_->setText(tr("Epoch %1 of %2 · %3 · %4 left")
                        .arg(progress.epoch)
                        .arg(progress.epochs)
                        .arg(speedText(objective, progress.examplesPerSecond),
                             durationText(progress.secondsLeft)));
}

void TrainPanel::showEpoch(const EpochRecord& record) {
    card_->plot()->addEpoch(record);
    card_->updateMetrics();
    const TrainRun* run = library_->find(training_->live());
    if (run == nullptr || runs_->chosen() != run->id)
        return;
    epochs_->add(record);
    showFigures(*run);
}

void TrainPanel::showEnd(quint64 id, bool kept, bool stopped) {
    const TrainRun* run = library_->find(id);
    if (run == nullptr)
        runs_->choose(library_->inUse());
    if (run != nullptr && kept) {
        if (run->id == runs_->chosen())
            showFigures(*run); // of the epoch kept, which need not be the last
        showDescription(*run);
        return;
    }
    tiles_->setText(
        run != nullptr
            ? tr("This run failed. The model of epoch %1 is in use.").arg(run->record.epochs.size())
        : stopped ? tr("Stopped before the first epoch was done: nothing to keep.")
                  : tr("This run failed. The model from before is still in use."));
    tiles_->setProgress(0);
}

void TrainPanel::showModelInUse() {
    const TrainRun* run = library_->find(library_->inUse());
    if (run != nullptr && run->id == runs_->chosen() && training_->live() == 0)
        showDescription(*run);
}

void TrainPanel::showOpenedModel(quint64 id) {
    card_->showAsMain(id);
    runs_->choose(id);
    const RunRecord& record = library_->find(id)->record;
    tiles_->setText(tr("A saved model, trained on %1 of %2")
                        .arg(examplesText(record.settings.train.objective, record.trainCount),
                             QString::fromStdString(record.datasetName)));
}

void TrainPanel::useSettings(quint64 id) {
    if (const TrainRun* run = library_->find(id)) {
        form_->setSettings(run->record.settings);
        workspace_->tell(tr("The settings of %1 are in the form").arg(run->name));
    }
}

void TrainPanel::showRun(quint64 id) {
    const TrainRun* run = library_->find(id);
    epochs_->setEpochs(run == nullptr ? std::vector<EpochRecord>() : run->record.epochs);
    tabs_->setTabText(1, run == nullptr ? tr("Epochs") : tr("Epochs of %1").arg(run->name));
    if (run != nullptr) {
        showFigures(*run);
        if (training_->live() == 0)
            showDescription(*run);
        return;
    }
    tiles_->showRun({});
    card_->setWarning({});
    tiles_->setProgress(0);
    tiles_->setText(workspace_->dataset() ? tr("No run yet on this data.")
                                          : tr("Waiting for data."));
}

void TrainPanel::showFigures(const TrainRun& run) {
    tiles_->showRun(run.record);
    const EpochRecord* epoch = modelEpoch(run.record);
    card_->setWarning(epoch == nullptr
                          ? QString()
                          : QString::fromStdString(collapseWarning(*epoch, run.record.settings)));
}

void TrainPanel::showDescription(const TrainRun& run) {
    const RunRecord& record = run.record;
    const double seconds = secondsOf(record);
    const auto epochs = static_cast<double>(record.epochs.size());
    const double examples = static_cast<double>(record.trainCount) * epochs;
    const double speed = seconds > 0 ? examples / seconds : 0;
    const QString pace = speedText(record.settings.train.objective, speed);
    const QString use = library_->inUse() == run.id ? tr(" · in use") : QString();
    const QString kept = keptText(record);
    tiles_->setText(kept.isEmpty() ? howEnded(record) + use + u'\n' + pace
                                   : howEnded(record) + u'\n' + kept + use,
                    tr("%1\n%2, %3").arg(endText(record), pace, engineText(record)));
    tiles_->setProgress(epochs / std::max(1, record.settings.train.epochs));
}

void TrainPanel::showState() {
    using State = Training::State;
    const State state = training_->state();
    card_->setTrainEnabled(workspace_->canTrain());
    form_->setEnabled(state == State::Idle);
    runs_->setBusy(state != State::Idle);
    if (state != State::Paused)
        card_->plot()->setStepping(false);
    const bool stepped = training_->live() != 0 && card_->plot()->stepCount() > 0;
    if (state == State::Running && !stepped)
        tiles_->setText(tr("Preparing the ratings…"));
    if (state == State::Paused)
        tiles_->setText(stepped ? tr("Paused. The numbers so far are all shown.")
                                : tr("Paused before the first step. Step trains one batch."));
    if (state == State::Stopping)
        tiles_->setText(tr("Stopping after this step…"));
}

void TrainPanel::showTables() {
    tables_->setVisible(!library_->runs().empty() || !library_->damaged().empty() ||
                        !library_->removedNames().isEmpty());
}

void TrainPanel::resizeEvent(QResizeEvent* event) {
    Place::resizeEvent(event);
    fitEpochsTable();
}

void TrainPanel::fitEpochsTable() {
    constexpr int widthForTime = 1120; // below it, headers would be cut
    epochsTable_->setColumnHidden(epochs_->secondsColumn(), width() < widthForTime);
}

} // namespace towerlab::ui
