// SPDX-License-Identifier: MIT
#include "ui/panels/train_panel.h"

#include "core/error.h"
#include "core/model/settings_fields.h"
#include "ui/jobs/job_runner.h"
#include "ui/models/epochs_model.h"
#include "ui/panels/settings_form.h"
#include "ui/plots/loss_plot.h"
#include "ui/theme.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/stat_tile.h"
#include "ui/widgets/table_view.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSlider>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace towerlab::ui {
namespace {

constexpr const char* settingsKey = "train/settings";
constexpr const char* slowMotionKey = "train/slowMotion";
constexpr int settingsWidth = 342;
constexpr int epochsHeight = 172;

QString digits(double value, int decimals) { return QLocale().toString(value, 'f', decimals); }

QString shown(const std::optional<double>& value, int decimals) {
    return value ? digits(*value, decimals) : QStringLiteral("–");
}

} // namespace

TrainPanel::TrainPanel(Workspace* workspace, QWidget* parent)
    : QWidget(parent), workspace_(workspace), epochs_(new EpochsModel(this)) {
    setObjectName(QStringLiteral("trainPanel"));
    auto* right = new QVBoxLayout;
    right->setSpacing(theme::spacing);
    right->addWidget(makeTiles());
    right->addWidget(makePlotCard(), 1);
    right->addWidget(makeEpochs());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::spacing, theme::spacing, theme::spacing, theme::spacing);
    row->setSpacing(theme::spacing);
    row->addWidget(makeSettings());
    row->addLayout(right, 1);
    connectWorkspace();
    restoreSettings();
    clearRun();
    showState();
}

RunSettings TrainPanel::settings() const { return form_->settings(); }

QWidget* TrainPanel::makeSettings() {
    auto* card = new QWidget;
    theme::makeCard(card);
    card->setFixedWidth(settingsWidth);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(theme::padding, theme::padding, theme::padding, theme::padding);
    column->setSpacing(theme::spacing);
    auto* title = new QLabel(tr("Settings"));
    theme::makeTitle(title);
    column->addWidget(title);
    form_ = new SettingsForm;
    auto* scroll = new QScrollArea;
    scroll->setWidget(form_);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->viewport()->setAutoFillBackground(false);
    form_->setAutoFillBackground(false);
    settingsArea_ = form_;
    column->addWidget(scroll, 1);
    column->addWidget(makeButtons());
    connect(form_, &SettingsForm::changed, this, &TrainPanel::storeSettings);
    return card;
}

QWidget* TrainPanel::makeButtons() {
    auto* area = new QWidget;
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    train_ = new QPushButton(tr("Train"));
    train_->setObjectName(QStringLiteral("trainButton"));
    train_->setProperty("primary", true);
    train_->setToolTip(tr("Train a new model with these settings (Ctrl+R)"));
    pause_ = new QPushButton(tr("Pause"));
    pause_->setObjectName(QStringLiteral("pauseButton"));
    pause_->setIcon(theme::icon(QStringLiteral("pause")));
    stop_ = new QPushButton(tr("Stop"));
    stop_->setObjectName(QStringLiteral("stopButton"));
    stop_->setIcon(theme::icon(QStringLiteral("stop")));
    stop_->setToolTip(tr("End the run and keep the epochs that it has finished"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(pause_, 1);
    row->addWidget(stop_, 1);
    auto* slow = new QCheckBox(tr("Slow motion"));
    slow->setObjectName(QStringLiteral("slowMotion"));
    slow->setToolTip(tr("Stretches a short run to 8 seconds, so that it can be watched. The "
                        "figures of speed leave the waiting out. May be changed during a run."));
    slow->setChecked(QSettings().value(QLatin1String(slowMotionKey), true).toBool());
    workspace_->setSlowMotion(slow->isChecked());
    connect(slow, &QCheckBox::toggled, this, [this](bool on) {
        workspace_->setSlowMotion(on);
        QSettings().setValue(QLatin1String(slowMotionKey), on);
    });
    column->addWidget(slow);
    column->addWidget(train_);
    column->addLayout(row);
    connect(train_, &QPushButton::clicked, this, &TrainPanel::start);
    connect(stop_, &QPushButton::clicked, workspace_, &Workspace::stopTraining);
    connect(pause_, &QPushButton::clicked, this, [this] {
        if (workspace_->trainingState() == Workspace::TrainingState::Paused)
            workspace_->resumeTraining();
        else
            workspace_->pauseTraining();
    });
    return area;
}

QWidget* TrainPanel::makeTiles() {
    auto* area = new QWidget;
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::spacing);
    trainLoss_ = new StatTile(tr("Training loss"), tr("Mean loss of the last epoch's batches"));
    validationLoss_ =
        new StatTile(tr("Validation loss"), tr("The same loss on the ratings held out"));
    rmse_ = new StatTile(tr("RMSE, stars"), tr("Typical error of a predicted rating: root of the "
                                               "mean squared error on the ratings held out"));
    mae_ = new StatTile(tr("MAE, stars"), tr("Mean absolute error on the ratings held out"));
    accuracy_ = new StatTile(tr("Accuracy"), tr("Share of the ratings held out that are put on "
                                                "the right side of 0.5"));
    auc_ = new StatTile(tr("AUC"), tr("Chance that a liked movie gets a higher score than one not "
                                      "liked; 0.5 is guessing"));
    trainLoss_->setObjectName(QStringLiteral("trainLossTile"));
    rmse_->setObjectName(QStringLiteral("rmseTile"));
    for (StatTile* tile : {trainLoss_, validationLoss_, rmse_, mae_, accuracy_, auc_})
        row->addWidget(tile, 1);
    row->addWidget(makeProgress(), 2);
    return area;
}

QWidget* TrainPanel::makeProgress() {
    auto* card = new QWidget;
    theme::makeCard(card);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(theme::padding, 10, theme::padding, 12);
    column->setSpacing(8);
    progressText_ = new QLabel;
    progressText_->setObjectName(QStringLiteral("trainProgressText"));
    progressText_->setWordWrap(true);
    progressText_->setMinimumWidth(220);
    bar_ = new QProgressBar;
    bar_->setObjectName(QStringLiteral("trainProgress"));
    bar_->setTextVisible(false);
    bar_->setAccessibleName(tr("Progress of training"));
    column->addStretch(1);
    column->addWidget(progressText_);
    column->addWidget(bar_);
    column->addStretch(1);
    return card;
}

QWidget* TrainPanel::makePlotCard() {
    auto* card = new QWidget;
    theme::makeCard(card);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(theme::padding, 10, theme::padding, theme::padding);
    column->setSpacing(6);
    plot_ = new LossPlot;
    plot_->setObjectName(QStringLiteral("lossPlot"));
    plot_->setAccessibleName(tr("Loss by epoch"));
    invitation_ = new EmptyState(
        QStringLiteral("train"), tr("Ready to train"),
        tr("Press Train and watch the loss fall: every step as it happens, and each epoch's mean "
           "beside the loss on ratings that were held out."),
        tr("Train"));
    invitation_->setObjectName(QStringLiteral("trainInvitation"));
    connect(invitation_, &EmptyState::triggered, this, &TrainPanel::start);
    plotStack_ = new QStackedWidget;
    plotStack_->addWidget(invitation_);
    plotStack_->addWidget(plot_);
    warning_ = new QLabel;
    warning_->setObjectName(QStringLiteral("trainWarning"));
    warning_->setWordWrap(true);
    theme::makeNote(warning_);
    warning_->hide();
    plotTools_ = makePlotTools();
    column->addWidget(plotTools_);
    column->addWidget(warning_);
    column->addWidget(plotStack_, 1);
    return card;
}

QWidget* TrainPanel::makePlotTools() {
    auto* area = new QWidget;
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    auto* heading = new QLabel(tr("Loss"));
    theme::makeHeading(heading);
    auto* caption = new QLabel(tr("Smoothing"));
    theme::makeCaption(caption);
    auto* smoothing = new QSlider(Qt::Horizontal);
    smoothing->setObjectName(QStringLiteral("smoothing"));
    smoothing->setRange(0, 99);
    smoothing->setFixedSize(110, 22);
    smoothing->setToolTip(tr("How much of the past the smoothed line keeps at each step: "
                             "s = weight·s + (1 − weight)·loss"));
    smoothing->setAccessibleName(tr("Smoothing of the step losses"));
    connect(smoothing, &QSlider::valueChanged, plot_, [this](int value) {
        plot_->setSmoothing(value / 100.0);
        QSettings().setValue(QStringLiteral("train/smoothing"), value);
    });
    smoothing->setValue(QSettings().value(QStringLiteral("train/smoothing"), 95).toInt());
    auto* logarithmic = new QCheckBox(tr("Log scale"));
    logarithmic->setObjectName(QStringLiteral("logScale"));
    logarithmic->setToolTip(tr("Equal distances for equal ratios, so that late progress shows"));
    connect(logarithmic, &QCheckBox::toggled, plot_, &LossPlot::setLogarithmic);
    row->addWidget(heading);
    row->addStretch(1);
    row->addWidget(caption);
    row->addWidget(smoothing);
    row->addWidget(logarithmic);
    row->addWidget(plot_->makeExportButton(tr("Export the plot")));
    return area;
}

QWidget* TrainPanel::makeEpochs() {
    epochsCard_ = new QWidget;
    theme::makeCard(epochsCard_);
    epochsCard_->setFixedHeight(epochsHeight);
    auto* column = new QVBoxLayout(epochsCard_);
    column->setContentsMargins(theme::padding, 8, theme::padding, 8);
    column->setSpacing(2);
    auto* table = new TableView;
    table->setObjectName(QStringLiteral("epochsTable"));
    table->setAccessibleName(tr("Epochs"));
    table->setSortingEnabled(false);
    table->setModel(epochs_);
    table->setFrameShape(QFrame::NoFrame);
    table->setStyleSheet(QStringLiteral("QTableView { border: none; border-radius: 0; }"));
    table->horizontalHeader()->setStretchLastSection(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table->verticalHeader()->setMinimumSectionSize(24);
    table->verticalHeader()->setDefaultSectionSize(24);
    connect(epochs_, &QAbstractItemModel::rowsInserted, table, &QTableView::scrollToBottom);
    epochsTable_ = table;
    column->addWidget(table);
    return epochsCard_;
}

void TrainPanel::connectWorkspace() {
    connect(workspace_, &Workspace::trainingStateChanged, this, &TrainPanel::showState);
    connect(workspace_, &Workspace::datasetChanged, this, [this] {
        clearRun();
        showState();
    });
    connect(
        workspace_, &Workspace::trainingStarted, this,
        [this](quint64 train, quint64, const RunSettings& settings) { beginRun(train, settings); });
    connect(workspace_, &Workspace::trainingSteps, this,
            [this](const std::vector<StepRecord>& steps, const TrainProgress& progress) {
                plot_->addSteps(steps);
                showProgress(progress);
            });
    connect(workspace_, &Workspace::trainingEpoch, this, &TrainPanel::addEpoch);
    connect(workspace_, &Workspace::trainingFinished, this, &TrainPanel::endRun);
    connect(workspace_, &Workspace::recommenderChanged, this, &TrainPanel::showLoadedModel);
}

void TrainPanel::restoreSettings() {
    const QString stored = QSettings().value(QLatin1String(settingsKey)).toString();
    if (stored.isEmpty())
        return;
    try {
        form_->setSettings(runSettingsFromJson(stored.toStdString()));
    } catch (const Error&) {
        // Written by another version: the defaults are the better start.
    }
}

void TrainPanel::storeSettings() const {
    QSettings().setValue(QLatin1String(settingsKey), QString::fromStdString(toJson(settings())));
}

void TrainPanel::trainWith(const RunSettings& settings) {
    if (!workspace_->canTrain())
        return;
    form_->setSettings(settings);
    start();
}

void TrainPanel::start() { workspace_->startTraining(settings()); }

void TrainPanel::beginRun(quint64 trainCount, const RunSettings& settings) {
    const auto batch = static_cast<quint64>(settings.train.batchSize);
    plot_->begin((trainCount + batch - 1) / batch, settings.train.epochs);
    showPlot(true);
    epochs_->begin(settings.train.objective);
    runExamples_ = trainCount;
    runSettings_ = settings;
    warning_->hide();
    showObjective(settings.train.objective);
    bar_->setRange(0, 1000);
    bar_->setValue(0);
}

void TrainPanel::showProgress(const TrainProgress& progress) {
    const QLocale locale;
    bar_->setValue(
        static_cast<int>(1000 * progress.step / std::max<quint64>(1, progress.totalSteps)));
    progressText_->setText(tr("Epoch %1 of %2 · %3 examples/s · %4 left")
                               .arg(progress.epoch)
                               .arg(progress.epochs)
                               .arg(locale.toString(progress.examplesPerSecond, 'f', 0),
                                    durationText(progress.secondsLeft)));
}

void TrainPanel::addEpoch(const EpochRecord& record) {
    plot_->addEpoch(record);
    epochs_->add(record);
    showMetrics(record);
}

void TrainPanel::showMetrics(const EpochRecord& record) {
    trainLoss_->setValue(digits(record.trainLoss, 4));
    validationLoss_->setValue(shown(record.validationLoss, 4));
    rmse_->setValue(shown(record.validationRmse, 3));
    mae_->setValue(shown(record.validationMae, 3));
    accuracy_->setValue(shown(record.validationAccuracy, 3));
    auc_->setValue(shown(record.validationAuc, 3));
    const std::string collapse = collapseWarning(record, runSettings_);
    warning_->setText(QString::fromStdString(collapse));
    warning_->setVisible(!collapse.empty());
}

void TrainPanel::endRun(bool kept, bool stopped) {
    const auto& epochs = epochs_->epochs();
    if (!kept && !stopped && !epochs.empty()) {
        progressText_->setText(
            tr("This run failed. The model of epoch %1 is in use.").arg(epochs.size()));
        return;
    }
    if (!kept || epochs.empty()) {
        progressText_->setText(stopped
                                   ? tr("Stopped before the first epoch was done: nothing to keep.")
                                   : tr("This run failed. The model from before is still in use."));
        bar_->setValue(0);
        return;
    }
    double seconds = 0;
    for (const EpochRecord& epoch : epochs)
        seconds += epoch.seconds;
    const QString speed =
        QLocale().toString(seconds > 0 ? static_cast<double>(runExamples_) *
                                             static_cast<double>(epochs.size()) / seconds
                                       : 0,
                           'f', 0);
    const QString text = stopped ? tr("Stopped: the model of epoch %1 is in use · %2 examples/s")
                                 : tr("Trained %1 epochs · %2 examples/s · the model is in use");
    progressText_->setText(text.arg(epochs.size()).arg(speed));
    if (!stopped)
        bar_->setValue(bar_->maximum());
}

void TrainPanel::showLoadedModel() {
    const auto recommender = workspace_->recommender();
    if (!recommender || workspace_->trainingState() != Workspace::TrainingState::Idle)
        return;
    const RunRecord& record = recommender->model().record();
    const auto sameEpochs = [](const EpochRecord& a, const EpochRecord& b) {
        return a.step == b.step && a.trainLoss == b.trainLoss && a.seconds == b.seconds;
    };
    if (std::equal(record.epochs.begin(), record.epochs.end(), epochs_->epochs().begin(),
                   epochs_->epochs().end(), sameEpochs))
        return; // the run shown has just ended in this model
    plot_->showRecord(record);
    showPlot(true);
    epochs_->begin(record.settings.train.objective);
    showObjective(record.settings.train.objective);
    runSettings_ = record.settings;
    for (const EpochRecord& epoch : record.epochs)
        epochs_->add(epoch);
    if (!record.epochs.empty())
        showMetrics(record.epochs.back());
    progressText_->setText(tr("A saved model, trained on %1 ratings of %2")
                               .arg(QLocale().toString(qulonglong{record.trainCount}),
                                    QString::fromStdString(record.datasetName)));
    bar_->setValue(0);
}

void TrainPanel::showState() {
    using State = Workspace::TrainingState;
    const State state = workspace_->trainingState();
    const bool idle = state == State::Idle;
    train_->setEnabled(workspace_->canTrain());
    invitation_->setEnabled(workspace_->canTrain());
    settingsArea_->setEnabled(idle);
    pause_->setEnabled(state == State::Running || state == State::Paused);
    stop_->setEnabled(state == State::Running || state == State::Paused);
    const bool paused = state == State::Paused;
    pause_->setText(paused ? tr("Resume") : tr("Pause"));
    pause_->setIcon(theme::icon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    pause_->setToolTip(paused ? tr("Go on where the run was paused (Ctrl+P)")
                              : tr("Hold the run between two steps (Ctrl+P)"));
    if (state == State::Running && plot_->stepCount() == 0)
        progressText_->setText(tr("Preparing the ratings…"));
    if (paused)
        progressText_->setText(tr("Paused. The numbers so far are all shown."));
    if (state == State::Stopping)
        progressText_->setText(tr("Stopping after this step…"));
}

void TrainPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitWidth();
}

void TrainPanel::fitWidth() {
    constexpr int widthForAll = 1120; // below it, figures and headers would be cut
    const bool wide = width() >= widthForAll;
    const bool stars = objective_ == Objective::MeanSquaredError;
    rmse_->setVisible(stars);
    mae_->setVisible(stars && wide);
    accuracy_->setVisible(!stars);
    auc_->setVisible(!stars && wide);
    epochsTable_->setColumnHidden(EpochsModel::Seconds, !wide);
}

void TrainPanel::showObjective(Objective objective) {
    objective_ = objective;
    fitWidth();
    for (StatTile* tile : {trainLoss_, validationLoss_, rmse_, mae_, accuracy_, auc_})
        tile->setValue(QStringLiteral("–"));
}

void TrainPanel::showPlot(bool on) {
    plotStack_->setCurrentWidget(on ? static_cast<QWidget*>(plot_) : invitation_);
    plotTools_->setVisible(on);
    epochsCard_->setVisible(on);
}

void TrainPanel::clearRun() {
    epochs_->begin(settings().train.objective);
    plot_->begin(1, 1);
    showPlot(false);
    warning_->hide();
    showObjective(settings().train.objective);
    progressText_->setText(workspace_->dataset() ? tr("No run yet on this data.")
                                                 : tr("Waiting for data."));
    bar_->setRange(0, 1000);
    bar_->setValue(0);
}

} // namespace towerlab::ui
