// SPDX-License-Identifier: MIT
#include "core/train/trainer.h"

#include "core/error.h"
#include "core/model/run_metrics.h"
#include "core/model/settings_fields.h"
#include "core/model/trained_model_contents.h"
#include "core/train/checkpoint.h"
#include "core/train/flush_denormals.h"
#include "core/train/frame_keeper.h"
#include "core/train/moment_keeper.h"
#include "core/train/objective.h"
#include "core/train/run_steps.h"
#include "core/train/training_time.h"
#include "core/train/validator.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <thread>
#include <utility>

namespace towerlab {
namespace {

using Clock = TrainingTime::Clock;
using Seconds = TrainingTime::Seconds;

constexpr Seconds publishInterval{0.05};

/// One run from its first step to its last.
class Run {
public:
    Run(const Dataset& dataset, const RunSettings& settings, std::span<const std::uint32_t> among,
        const TrainObserver& observer, std::stop_token stop, PauseGate* gate);

    /// Takes up where the model's checkpoint left off.
    void continueFrom(const TrainedModel& model);
    TrainedModel train();

private:
    /// @return whether the epoch was finished, that is, not stopped.
    bool trainEpoch(int epoch);
    /// @return whether the pause goes on, and a single step was let through.
    bool holdWhilePaused(int epoch);
    /// Of the steps that this run, or its continuation, has to take.
    double shareDone() const;
    void keepPace(int epoch);
    /// @param single let through by a person, one by one
    void step(std::int64_t start, std::int64_t count, bool single);
    void publishSteps(int epoch);
    EpochRecord closeEpoch(int epoch, Seconds took);
    /// Keeps the model of the last epoch if that was the best so far.
    void keepBest(const TrainedModel& model);
    bool outOfPatience() const;
    TrainedModel finished(TrainedModel model, bool stopped) const;
    TrainedModel snapshot();
    TrainedModel complete(const TrainedModel& model) const;
    void takeFrame(double epoch, std::uint64_t examplesOfEpoch);

    const TrainObserver& observer_;
    std::stop_token stop_;
    PauseGate* gate_;

    RunSteps steps_;
    RunRecord record_;
    BatchObjective objective_;
    Validator validator_;
    std::optional<std::size_t> best_; ///< index of the best epoch
    TrainedModel bestModel_;

    TrainingTime time_;
    Throughput throughput_;
    std::vector<StepRecord> pending_;
    Clock::time_point publishedAt_;
    Clock::time_point startedAt_; ///< of the run, moved on by pauses
    std::uint64_t firstStep_ = 0; ///< done before a continuation began
    std::uint64_t examplesDone_ = 0;
    double epochLoss_ = 0;
    std::optional<FrameKeeper> frames_;
    std::optional<PullRecorder> pulls_;
    std::optional<MomentKeeper> moments_;
};

Run::Run(const Dataset& dataset, const RunSettings& settings, std::span<const std::uint32_t> among,
         const TrainObserver& observer, std::stop_token stop, PauseGate* gate)
    : observer_(observer),
      stop_(std::move(stop)),
      gate_(gate),
      steps_(dataset, settings, among),
      record_(steps_.beginRecord(dataset)),
      objective_(steps_.material().inputs, steps_.sampler(), steps_.material().sequences.get(),
                 steps_.material().settings),
      validator_(objective_, steps_.material().inputs, steps_.material().training,
                 steps_.material().validation,
                 steps_.material().known ? &*steps_.material().known : nullptr,
                 *steps_.material().vocabulary, steps_.material().settings) {
    if (observer.keepMoments)
        moments_.emplace();
    if (observer.frames.none())
        return;
    frames_.emplace(observer.frames, record_.trainCount);
    if (observer.frames.pulls && settings.train.objective != Objective::CatalogueSoftmax)
        pulls_.emplace(steps_.material().vocabulary->movieCount(),
                       static_cast<std::size_t>(settings.model.vectorSize));
    steps_.engine().recordPulls(pulls_ ? &*pulls_ : nullptr);
}

TrainedModel Run::snapshot() {
    const TrainedModel model = steps_.snapshot(record_, record_.keptEpoch > 0);
    if (moments_)
        moments_->add(model);
    return complete(model);
}

/// With what the run has kept on its way.
TrainedModel Run::complete(const TrainedModel& model) const {
    if (!frames_ && !moments_)
        return model;
    auto contents = std::make_shared<TrainedModel::Contents>(
        (moments_ ? moments_->withMoments(model) : model).contents());
    if (frames_)
        contents->frames = frames_->frames();
    return TrainedModel(std::move(contents));
}

void Run::continueFrom(const TrainedModel& model) {
    const RunRecord& before = model.record();
    if (before.trainCount != record_.trainCount ||
        before.validationCount != record_.validationCount)
        throw SettingsError("This run can't be continued: the data has other ratings than when it "
                            "began",
                            {}, 0, "Open the data as it was then.");
    record_.keptEpoch = before.keptEpoch;
    record_.epochs = before.epochs;
    record_.epochs.resize(static_cast<std::size_t>(before.keptEpoch));
    steps_.continueFrom(model);
    firstStep_ = steps_.done();
    examplesDone_ = record_.trainCount * record_.epochs.size();
    if (frames_ && model.frames())
        frames_->continueFrom(*model.frames(), before.keptEpoch);
    if (moments_)
        moments_->continueFrom(model); // up to it: it is the first snapshot
    if (pulls_)
        steps_.engine().recordPulls(&*pulls_);
    keepBest(model);
}

void Run::keepBest(const TrainedModel& model) {
    best_ = bestEpoch(record_, watchedMetric(record_));
    if (best_ && *best_ + 1 == record_.epochs.size())
        bestModel_ = model;
}

bool Run::outOfPatience() const {
    const int patience = record_.settings.train.patience;
    return patience > 0 && best_ &&
           record_.epochs.size() - (*best_ + 1) >= static_cast<std::size_t>(patience);
}

TrainedModel Run::finished(TrainedModel model, bool stopped) const {
    if (record_.settings.train.restoreBest == Switch::On && bestModel_.valid())
        model = bestModel_;
    auto contents = std::make_shared<TrainedModel::Contents>(model.contents());
    const int kept = contents->record.keptEpoch;
    contents->record = record_; // with the epochs that came after the best one
    contents->record.keptEpoch = kept;
    contents->record.stoppedEarly = stopped;
    return complete(TrainedModel(std::move(contents)));
}

TrainedModel Run::train() {
    TrainedModel last;
    startedAt_ = Clock::now();
    const TrainedModel initial = observer_.onStart || moments_ ? snapshot() : TrainedModel();
    if (observer_.onStart)
        observer_.onStart(record_.trainCount, record_.validationCount, initial);
    const int first = static_cast<int>(record_.epochs.size()) + 1;
    if (frames_ && first == 1)
        takeFrame(0, 0);
    for (int epoch = first; epoch <= record_.settings.train.epochs; ++epoch) {
        const Seconds before = time_.stopped();
        if (!trainEpoch(epoch)) {
            if (!last.valid())
                throw Cancelled();
            return finished(last, true);
        }
        record_.epochs.push_back(closeEpoch(epoch, time_.stopped() - before));
        record_.keptEpoch = epoch;
        if (frames_)
            takeFrame(epoch, record_.trainCount);
        if (pulls_)
            frames_->addPulls(pulls_->endEpoch(epoch));
        last = snapshot();
        keepBest(last);
        if (observer_.onEpoch)
            observer_.onEpoch(record_.epochs.back(), last);
        record_.outOfPatience = outOfPatience();
        if (record_.outOfPatience)
            break;
    }
    return finished(last, false);
}

bool Run::trainEpoch(int epoch) {
    steps_.beginEpoch(epoch);
    const std::int64_t count = steps_.examples();
    const std::int64_t batchSize = steps_.batchSize();
    bool finished = true;
    epochLoss_ = 0;
    if (frames_)
        frames_->beginEpoch(epoch);
    if (pulls_)
        pulls_->beginEpoch();
    time_.start();
    for (std::int64_t start = 0; start < count; start += batchSize) {
        const bool single = gate_ != nullptr && gate_->paused() && holdWhilePaused(epoch);
        if (stop_.stop_requested()) {
            finished = false;
            break;
        }
        step(start, std::min(batchSize, count - start), single);
        const auto done = static_cast<std::uint64_t>(start + batchSize);
        if (frames_ && frames_->due(done) && start + batchSize < count)
            takeFrame(epoch - 1 + static_cast<double>(done) / static_cast<double>(count), done);
        if (Clock::now() - publishedAt_ >= publishInterval)
            publishSteps(epoch);
        if (gate_ != nullptr)
            keepPace(epoch);
    }
    publishSteps(epoch);
    time_.stop();
    return finished;
}

bool Run::holdWhilePaused(int epoch) {
    publishSteps(epoch); // so that what is shown is where it stands
    time_.stop();
    const auto began = Clock::now();
    gate_->wait(stop_);
    startedAt_ += Clock::now() - began;
    time_.start();
    return gate_->paused();
}

double Run::shareDone() const {
    return static_cast<double>(steps_.done() - firstStep_) /
           static_cast<double>(std::max<std::uint64_t>(1, steps_.total() - firstStep_));
}

void Run::keepPace(int epoch) {
    constexpr Seconds worthResting{0.01};
    const auto ahead = [this] {
        return shareDone() * gate_->leastDuration() - Seconds(Clock::now() - startedAt_);
    };
    if (ahead() < worthResting)
        return;
    time_.stop(); // the figures of speed leave the rest out
    while (ahead() > Seconds(0) && !stop_.stop_requested() && !gate_->paused()) {
        gate_->rest(std::min(ahead(), publishInterval), stop_);
        if (Clock::now() - publishedAt_ >= publishInterval)
            publishSteps(epoch);
    }
    time_.start();
}

void Run::step(std::int64_t start, std::int64_t count, bool single) {
    const float loss = single && observer_.takeSingleStep
                           ? observer_.takeSingleStep(steps_, start, count)
                           : steps_.step(start, count);
    if (!std::isfinite(loss))
        throw TrainingError("The loss stopped being a number at step " +
                                std::to_string(steps_.done()),
                            {}, 0, "Try a lower learning rate.");
    const auto size = static_cast<std::uint64_t>(count);
    examplesDone_ += size;
    epochLoss_ += static_cast<double>(loss) * static_cast<double>(size);
    pending_.push_back({steps_.done(), loss});
    if (frames_)
        frames_->addLoss(double{loss}, size);
}

void Run::publishSteps(int epoch) {
    if (pending_.empty())
        return;
    publishedAt_ = Clock::now();
    throughput_.add(time_.running(), examplesDone_);
    TrainProgress progress;
    progress.step = steps_.done();
    progress.totalSteps = steps_.total();
    progress.epoch = epoch;
    progress.epochs = record_.settings.train.epochs;
    progress.examplesPerSecond = throughput_.perSecond();
    const auto all = record_.trainCount * static_cast<std::uint64_t>(progress.epochs);
    if (progress.examplesPerSecond > 0)
        progress.secondsLeft =
            static_cast<double>(all - examplesDone_) / progress.examplesPerSecond;
    if (gate_ != nullptr) {
        const double least = gate_->leastDuration().count();
        progress.secondsLeft = std::max(progress.secondsLeft, least * (1 - shareDone()));
    }
    if (observer_.onSteps)
        observer_.onSteps(std::exchange(pending_, {}), progress);
    pending_.clear();
}

void Run::takeFrame(double epoch, std::uint64_t examplesOfEpoch) {
    const torch::NoGradGuard noGrad;
    auto contents = steps_.contents(record_);
    contents->net = steps_.modelNet(false);
    contents->net->eval(); // each step puts it back to training
    const auto frame =
        frames_->take(TrainedModel(std::move(contents)), steps_.done(), epoch, examplesOfEpoch);
    if (observer_.onFrame)
        observer_.onFrame(frame);
}

EpochRecord Run::closeEpoch(int epoch, Seconds took) {
    const torch::NoGradGuard noGrad;
    const std::shared_ptr<TwoTowerNetImpl> net = steps_.modelNet(false);
    EpochRecord record;
    record.epoch = epoch;
    record.step = steps_.done();
    record.trainLoss = epochLoss_ / static_cast<double>(record_.trainCount);
    record.seconds = took.count();
    if (took.count() > 0)
        record.examplesPerSecond = static_cast<double>(record_.trainCount) / took.count();
    record.penalty = net->penalty().item<double>();
    validator_.measure(*net, record);
    if (!std::isfinite(record.penalty + record.validationLoss.value_or(0)))
        throw TrainingError("The weights stopped being numbers in epoch " + std::to_string(epoch),
                            {}, 0, "Try a lower learning rate.");
    return record;
}

} // namespace

Trainer::Trainer(std::shared_ptr<const Dataset> dataset, RunSettings settings,
                 std::vector<std::uint32_t> rows)
    : dataset_(std::move(dataset)), settings_(settings), rows_(std::move(rows)) {
    validate(settings_);
}

TrainedModel Trainer::run(const TrainObserver& observer, const std::stop_token& stop,
                          PauseGate* gate) {
    return run(nullptr, observer, stop, gate);
}

TrainedModel Trainer::continueRun(const TrainedModel& model, const TrainObserver& observer,
                                  const std::stop_token& stop, PauseGate* gate) {
    requireContinuable(model, *dataset_, settings_);
    return run(&model, observer, stop, gate);
}

TrainedModel Trainer::run(const TrainedModel* from, const TrainObserver& observer,
                          const std::stop_token& stop, PauseGate* gate) {
    // Before the first parallel region: LibTorch's threads take over this thread's flag.
    const FlushDenormals flush;
    useThreadsOf(settings_);
    Run run(*dataset_, settings_, rows_, observer, stop, gate);
    if (from != nullptr)
        run.continueFrom(*from);
    return run.train();
}

void useThreadsOf(const RunSettings& settings) {
    const int threads = settings.train.threads;
    at::set_num_threads(threads > 0 ? threads : automaticThreads());
}

int automaticThreads() {
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
}

} // namespace towerlab
