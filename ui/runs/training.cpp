// SPDX-License-Identifier: MIT
#include "ui/runs/training.h"

#include "core/model/settings_rules.h"
#include "ui/runs/run_library.h"
#include "ui/runs/workspace.h"
#include "ui/widgets/files.h"
#include "ui/widgets/preferences.h"

#include <QFileInfo>

#include <utility>

namespace towerlab::ui {

Training::Training(Workspace* workspace, QObject* parent)
    : QObject(parent), workspace_(workspace), library_(std::make_unique<RunLibrary>()) {
    connect(library_.get(), &RunLibrary::failed, workspace, &Workspace::failed);
    connectWorker();
    connectWorkspace();
    adoptDataset();
}

Training::~Training() {
    // The list speaks to the parts of the window, which may have gone before.
    library_->disconnect();
}

void Training::connectWorker() {
    connect(&worker_, &TrainingWorker::started, this, &Training::begin);
    connect(&worker_, &TrainingWorker::steps, this, &Training::addSteps);
    connect(&worker_, &TrainingWorker::frame, this, &Training::frameTaken);
    connect(&worker_, &TrainingWorker::told, this, &Training::stepTold);
    connect(&worker_, &TrainingWorker::epoch, this,
            [this](const EpochRecord& record, const std::shared_ptr<const Recommender>& snapshot) {
                library_->addEpoch(live_, record);
                Q_EMIT epochDone(record);
                if (snapshot)
                    workspace_->adoptRecommender(snapshot);
            });
    connect(&worker_, &TrainingWorker::finished, this, &Training::finish);
    connect(&worker_, &TrainingWorker::failed, this,
            [this](const QString& title, const QString& text) {
                setState(State::Idle);
                end(false, false);
                workspace_->fail(title, text);
            });
}

void Training::connectWorkspace() {
    connect(workspace_, &Workspace::datasetAboutToChange, this, &Training::abandon);
    connect(workspace_, &Workspace::datasetChanged, this, &Training::adoptDataset);
    connect(workspace_, &Workspace::recommenderChanged, this, &Training::markModelInUse);
    connect(workspace_, &Workspace::modelSaved, library_.get(), &RunLibrary::markInOwnFile);
    connect(workspace_, &Workspace::modelOpened, this, &Training::listOpenedModel);
    connect(workspace_, &Workspace::trainingChanged, this, [this] { Q_EMIT stateChanged(state_); });
}

void Training::start(const RunSettings& settings) { train(settings, false); }

void Training::startPaused(const RunSettings& settings) { train(settings, true); }

void Training::continueRun(quint64 id, const RunSettings& settings) {
    const TrainRun* run = library_->find(id);
    if (run == nullptr || !workspace_->canTrain())
        return;
    continued_ = id;
    train(settings, false, [model = run->model, file = run->file] {
        return model.valid() ? model : run_store::readModel(file);
    });
}

void Training::train(const RunSettings& settings, bool paused, TrainingWorker::Job::Source from) {
    if (!workspace_->canTrain())
        return;
    settings_ = settings;
    setState(paused ? State::Paused : State::Running);
    worker_.start({workspace_->dataset(), settings, paused, std::move(from),
                   nativePath(rescue_.newFile()),
                   framesPerEpoch(remembered(preference::mapFrames), true)});
}

void Training::pause() {
    if (state_ != State::Running)
        return;
    worker_.pause();
    setState(State::Paused);
}

void Training::resume() {
    if (state_ != State::Paused)
        return;
    worker_.resume();
    setState(State::Running);
}

void Training::pauseOrResume() {
    if (state_ == State::Paused)
        resume();
    else
        pause();
}

void Training::step() {
    if (state_ == State::Paused)
        worker_.step();
}

void Training::stop() {
    if (state_ != State::Running && state_ != State::Paused)
        return;
    setState(State::Stopping);
    worker_.stop();
}

void Training::setSlowMotion(bool on) {
    constexpr double watchableSeconds = 8;
    worker_.setLeastSeconds(on ? watchableSeconds : 0);
}

void Training::useModel(quint64 id) {
    const TrainRun* run = library_->find(id);
    if (run == nullptr || !run->reusable())
        return;
    if (run->model.valid())
        workspace_->useModel(run->model, run->name);
    else
        workspace_->useModelFile(run->file, run->name);
}

void Training::begin(quint64 trainCount, quint64 validationCount,
                     const std::shared_ptr<const Recommender>& initial) {
    RunRecord record;
    record.settings = settings_;
    record.datasetName = workspace_->dataset()->name();
    record.datasetSource = workspace_->dataset()->source();
    record.reading = workspace_->dataset()->options();
    record.trainCount = trainCount;
    record.validationCount = validationCount;
    record.engine = engineFor(settings_);
    losses_.clear();
    const quint64 from = std::exchange(continued_, 0);
    if (library_->find(from) != nullptr) {
        takeOver(record, from);
        live_ = library_->beginContinued(record, from);
    } else {
        live_ = library_->begin(record);
    }
    rescue_.label(*library_->find(live_));
    const quint64 batch = batchSizeOf(settings_.train, trainCount);
    Q_EMIT begun(live_, (trainCount + batch - 1) / batch);
    Q_EMIT vectorsBegun(initial);
}

void Training::takeOver(RunRecord& record, quint64 from) {
    const TrainRun& run = *library_->find(from);
    const EpochRecord* last = modelEpoch(run.record);
    if (last == nullptr)
        return;
    record.epochs.assign(run.record.epochs.begin(), run.record.epochs.begin() + last->epoch);
    if (run.losses && run.losses->size() >= record.epochs.back().step)
        losses_.assign(run.losses->begin(), run.losses->begin() + static_cast<std::ptrdiff_t>(
                                                                      record.epochs.back().step));
}

void Training::addSteps(const std::vector<StepRecord>& steps, const TrainProgress& progress) {
    for (const StepRecord& record : steps)
        losses_.push_back(record.loss);
    Q_EMIT stepsDone(steps, progress);
}

void Training::finish(const std::shared_ptr<const Recommender>& result, bool stopped) {
    setState(State::Idle);
    if (result)
        workspace_->adoptRecommender(result);
    end(result != nullptr, stopped);
}

void Training::end(bool kept, bool stopped) {
    const quint64 run = std::exchange(live_, 0);
    continued_ = 0;
    const auto recommender = workspace_->recommender();
    // A run that fails leaves the model of an epoch before.
    const TrainRun* used = recommender ? library_->find(recommender->model().record()) : nullptr;
    const bool left = kept || (used != nullptr && used->id == run);
    if (left && recommender)
        library_->finish(run, recommender->model(), losses_);
    else
        library_->abandon(run);
    losses_ = {};
    Q_EMIT ended(run, kept, stopped);
}

void Training::abandon() {
    if (state_ == State::Idle)
        return;
    worker_.abandon();
    setState(State::Idle);
    end(false, true);
}

void Training::adoptDataset() { library_->setDataset(workspace_->dataset()); }

void Training::markModelInUse() {
    const auto recommender = workspace_->recommender();
    const TrainRun* run = recommender ? library_->find(recommender->model().record()) : nullptr;
    library_->setInUse(run == nullptr ? 0 : run->id);
}

void Training::listOpenedModel(const QString& path) {
    const TrainedModel& model = workspace_->recommender()->model();
    const TrainRun* known = library_->find(model.record());
    const quint64 id = known ? known->id : library_->add(model, QFileInfo(path).completeBaseName());
    library_->markInOwnFile(model);
    library_->setInUse(id);
    Q_EMIT modelOpened(id);
}

void Training::setState(State state) {
    if (state == state_)
        return;
    state_ = state;
    const bool training = state != State::Idle;
    if (training == workspace_->isTraining())
        Q_EMIT stateChanged(state);
    else
        workspace_->setTraining(training); // which tells the state, too
}

} // namespace towerlab::ui
