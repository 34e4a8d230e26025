// SPDX-License-Identifier: MIT
#include "core/train/trainer.h"

#include "core/error.h"
#include "core/model/run_metrics.h"
#include "core/model/settings_fields.h"
#include "core/model/settings_rules.h"
#include "core/model/trained_model_contents.h"
#include "core/system/free_memory.h"
#include "core/train/checkpoint.h"
#include "core/train/frame_keeper.h"
#include "core/train/memory_estimate.h"
#include "core/train/objective.h"
#include "core/train/optimiser.h"
#include "core/train/run_material.h"
#include "core/train/step_engine.h"
#include "core/train/training_time.h"
#include "core/train/validator.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>
#include <thread>
#include <utility>

namespace towerlab {
namespace {

std::uint64_t weightCount(const std::vector<torch::Tensor>& parameters) {
    return std::accumulate(parameters.begin(), parameters.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const torch::Tensor& weights) {
                               return sum + static_cast<std::uint64_t>(weights.numel());
                           });
}

using Clock = TrainingTime::Clock;
using Seconds = TrainingTime::Seconds;

constexpr Seconds publishInterval{0.05};

/// RMSprop lets the mean squares of rows that no batch touches shrink until they are denormal
/// numbers, on which processors are many times slower. As zeros they make no difference: epsilon
/// is far larger.
class FlushDenormals {
public:
    FlushDenormals() { at::globalContext().setFlushDenormal(true); }
    ~FlushDenormals() { at::globalContext().setFlushDenormal(false); }
    FlushDenormals(const FlushDenormals&) = delete;
    FlushDenormals& operator=(const FlushDenormals&) = delete;
};

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
    void holdWhilePaused(int epoch);
    /// Of the steps that this run, or its continuation, has to take.
    double shareDone() const;
    void keepPace(int epoch);
    void step(std::int64_t start, std::int64_t count);
    void averageWeights();
    void publishSteps(int epoch);
    EpochRecord closeEpoch(int epoch, Seconds took);
    void makeEngine();
    /// Keeps the model of the last epoch if that was the best so far.
    void keepBest(const TrainedModel& model);
    bool outOfPatience() const;
    TrainedModel finished(TrainedModel model, bool stopped) const;
    TrainedModel snapshot();
    std::shared_ptr<TrainedModel::Contents> contents();
    void takeFrame(double epoch, std::uint64_t examplesOfEpoch);

    const TrainObserver& observer_;
    std::stop_token stop_;
    PauseGate* gate_;

    RunMaterial material_;
    RunRecord record_;
    BatchObjective objective_;
    Validator validator_;
    std::unique_ptr<StepEngine> engine_;
    std::vector<torch::Tensor> average_; ///< of the weights; empty: none is asked for
    Random shuffle_;
    std::optional<std::size_t> best_; ///< index of the best epoch
    TrainedModel bestModel_;

    TrainingTime time_;
    Throughput throughput_;
    std::vector<StepRecord> pending_;
    Clock::time_point publishedAt_;
    Clock::time_point startedAt_; ///< of the run, moved on by pauses
    std::uint64_t step_ = 0;
    std::uint64_t firstStep_ = 0; ///< done before a continuation began
    std::uint64_t totalSteps_ = 0;
    std::uint64_t examplesDone_ = 0;
    double epochLoss_ = 0;
    std::optional<FrameKeeper> frames_;
    std::optional<PullRecorder> pulls_;
};

const NegativeSampler* pointer(const std::optional<NegativeSampler>& sampler) {
    return sampler ? &*sampler : nullptr;
}

Run::Run(const Dataset& dataset, const RunSettings& settings, std::span<const std::uint32_t> among,
         const TrainObserver& observer, std::stop_token stop, PauseGate* gate)
    : observer_(observer),
      stop_(std::move(stop)),
      gate_(gate),
      material_(dataset, settings, among),
      objective_(material_.inputs, pointer(material_.sampler), material_.sequences.get(),
                 material_.settings),
      validator_(objective_, material_.inputs, material_.training, material_.validation,
                 pointer(material_.known), *material_.vocabulary, material_.settings),
      shuffle_(settings.train.seed, "shuffle") {
    requireMemory(settings,
                  {.examples = static_cast<std::uint64_t>(material_.training.size()),
                   .movies = material_.vocabulary->movieCount(),
                   .weights = weightCount(material_.net->parameters())},
                  freeMemory());
    makeEngine();
    if (settings.train.averaging > 0)
        for (const torch::Tensor& weights : material_.net->parameters())
            average_.push_back(weights.detach().clone());

    record_.settings = settings;
    record_.datasetName = dataset.name();
    record_.datasetSource = dataset.source();
    record_.reading = dataset.options();
    record_.data = fingerprintOf(dataset);
    record_.trainCount = static_cast<std::uint64_t>(material_.training.size());
    record_.validationCount = static_cast<std::uint64_t>(material_.validation.size());
    record_.threads = engine_->threads();
    record_.engine = engineFor(settings);
    const std::uint64_t batch = batchSizeOf(settings.train, record_.trainCount);
    const auto epochs = static_cast<std::uint64_t>(settings.train.epochs);
    totalSteps_ = (record_.trainCount + batch - 1) / batch * epochs;
    if (observer.frames.none())
        return;
    frames_.emplace(observer.frames, record_.trainCount);
    if (observer.frames.pulls && settings.train.objective != Objective::CatalogueSoftmax)
        pulls_.emplace(material_.vocabulary->movieCount(),
                       static_cast<std::size_t>(settings.model.vectorSize));
    engine_->recordPulls(pulls_ ? &*pulls_ : nullptr);
}

void Run::makeEngine() {
    engine_ =
        makeStepEngine({*material_.net, material_.inputs, material_.training,
                        pointer(material_.sampler), material_.sequences.get(), material_.settings},
                       at::get_num_threads());
}

/// Without the weights.
std::shared_ptr<TrainedModel::Contents> Run::contents() {
    auto contents = std::make_shared<TrainedModel::Contents>();
    contents->vocabulary = material_.vocabulary;
    contents->history = material_.history;
    contents->inputs = material_.inputs;
    contents->record = record_;
    return contents;
}

TrainedModel Run::snapshot() {
    const torch::NoGradGuard noGrad;
    auto contents = this->contents();
    contents->net = material_.net->deepCopy();
    if (frames_)
        contents->frames = frames_->frames();
    const auto weights = contents->net->parameters();
    for (std::size_t i = 0; i < average_.size(); ++i)
        weights[i].copy_(average_[i]);
    if (record_.keptEpoch > 0)
        contents->checkpoint =
            makeCheckpoint(*engine_, average_.empty() ? nullptr : material_.net.get());
    return TrainedModel(std::move(contents));
}

void Run::continueFrom(const TrainedModel& model) {
    const torch::NoGradGuard noGrad;
    restoreWeights(model, !average_.empty(), *material_.net);
    const auto kept = model.contents().net->parameters();
    for (std::size_t i = 0; i < average_.size(); ++i)
        average_[i].copy_(kept[i]);
    makeEngine(); // on those weights
    restoreOptimiser(model, *engine_);
    const RunRecord& before = model.record();
    if (before.trainCount != record_.trainCount ||
        before.validationCount != record_.validationCount)
        throw SettingsError("This run can't be continued: the data has other ratings than when it "
                            "began",
                            {}, 0, "Open the data as it was then.");
    record_.keptEpoch = before.keptEpoch;
    record_.epochs = before.epochs;
    record_.epochs.resize(static_cast<std::size_t>(before.keptEpoch));
    for (std::size_t done = 0; done < record_.epochs.size(); ++done)
        engine_->shuffle(shuffle_); // so that the orders to come are those of an unbroken run
    step_ = record_.epochs.empty() ? 0 : record_.epochs.back().step;
    firstStep_ = step_;
    examplesDone_ = record_.trainCount * record_.epochs.size();
    if (frames_ && model.frames())
        frames_->continueFrom(*model.frames(), before.keptEpoch);
    if (pulls_)
        engine_->recordPulls(&*pulls_);
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
    if (frames_)
        contents->frames = frames_->frames();
    return TrainedModel(std::move(contents));
}

TrainedModel Run::train() {
    TrainedModel last;
    startedAt_ = Clock::now();
    if (observer_.onStart)
        observer_.onStart(record_.trainCount, record_.validationCount, snapshot());
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
    engine_->shuffle(shuffle_);
    engine_->beginEpoch(epoch);
    const std::int64_t count = material_.training.size();
    const auto batchSize =
        static_cast<std::int64_t>(batchSizeOf(record_.settings.train, record_.trainCount));
    bool finished = true;
    epochLoss_ = 0;
    if (frames_)
        frames_->beginEpoch(epoch);
    if (pulls_)
        pulls_->beginEpoch();
    time_.start();
    for (std::int64_t start = 0; start < count; start += batchSize) {
        if (gate_ != nullptr && gate_->paused())
            holdWhilePaused(epoch);
        if (stop_.stop_requested()) {
            finished = false;
            break;
        }
        step(start, std::min(batchSize, count - start));
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

void Run::holdWhilePaused(int epoch) {
    publishSteps(epoch); // so that what is shown is where it stands
    time_.stop();
    const auto began = Clock::now();
    gate_->wait(stop_);
    startedAt_ += Clock::now() - began;
    time_.start();
}

double Run::shareDone() const {
    return static_cast<double>(step_ - firstStep_) /
           static_cast<double>(std::max<std::uint64_t>(1, totalSteps_ - firstStep_));
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

void Run::step(std::int64_t start, std::int64_t count) {
    const TrainSettings& settings = record_.settings.train;
    engine_->setLearningRate(settings.learningRate * rateFactor(step_, totalSteps_, settings));
    const float loss = engine_->step(start, count);
    ++step_;
    if (!average_.empty())
        averageWeights();
    if (!std::isfinite(loss))
        throw TrainingError("The loss stopped being a number at step " + std::to_string(step_), {},
                            0, "Try a lower learning rate.");
    const auto size = static_cast<std::uint64_t>(count);
    examplesDone_ += size;
    epochLoss_ += static_cast<double>(loss) * static_cast<double>(size);
    pending_.push_back({step_, loss});
    if (frames_)
        frames_->addLoss(double{loss}, size);
}

void Run::publishSteps(int epoch) {
    if (pending_.empty())
        return;
    publishedAt_ = Clock::now();
    throughput_.add(time_.running(), examplesDone_);
    TrainProgress progress;
    progress.step = step_;
    progress.totalSteps = totalSteps_;
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
    engine_->store(*material_.net);
    auto contents = this->contents();
    contents->net = material_.net;
    if (!average_.empty()) {
        contents->net = material_.net->deepCopy();
        const auto weights = contents->net->parameters();
        for (std::size_t i = 0; i < average_.size(); ++i)
            weights[i].copy_(average_[i]);
    }
    contents->net->eval(); // each step puts it back to training
    const auto frame =
        frames_->take(TrainedModel(std::move(contents)), step_, epoch, examplesOfEpoch);
    if (observer_.onFrame)
        observer_.onFrame(frame);
}

void Run::averageWeights() {
    const torch::NoGradGuard noGrad;
    // While there are few steps their plain mean, so that the start does not linger.
    const double decay =
        std::min(record_.settings.train.averaging, 1 - 1 / (static_cast<double>(step_) / 2 + 1));
    const auto weights = material_.net->parameters();
    for (std::size_t i = 0; i < average_.size(); ++i)
        average_[i].lerp_(weights[i], 1 - decay);
}

EpochRecord Run::closeEpoch(int epoch, Seconds took) {
    const torch::NoGradGuard noGrad;
    engine_->store(*material_.net);
    EpochRecord record;
    record.epoch = epoch;
    record.step = step_;
    record.trainLoss = epochLoss_ / static_cast<double>(record_.trainCount);
    record.seconds = took.count();
    if (took.count() > 0)
        record.examplesPerSecond = static_cast<double>(record_.trainCount) / took.count();
    std::shared_ptr<TwoTowerNetImpl> net = material_.net;
    if (!average_.empty()) {
        net = material_.net->deepCopy();
        for (std::size_t i = 0; i < average_.size(); ++i)
            net->parameters()[i].copy_(average_[i]);
    }
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
    const int threads = settings_.train.threads;
    // Before the first parallel region: LibTorch's threads take over this thread's flag.
    const FlushDenormals flush;
    at::set_num_threads(threads > 0 ? threads : automaticThreads());
    Run run(*dataset_, settings_, rows_, observer, stop, gate);
    if (from != nullptr)
        run.continueFrom(*from);
    return run.train();
}

int automaticThreads() {
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
}

} // namespace towerlab
