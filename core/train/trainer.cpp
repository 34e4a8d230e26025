// SPDX-License-Identifier: MIT
#include "core/train/trainer.h"

#include "core/data/split.h"
#include "core/error.h"
#include "core/evaluate/rating_metrics.h"
#include "core/model/settings_fields.h"
#include "core/model/trained_model_contents.h"
#include "core/train/objective.h"
#include "core/train/step_engine.h"
#include "core/train/train_batches.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <deque>
#include <optional>
#include <thread>
#include <utility>

namespace towerlab {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

constexpr Seconds publishInterval{0.05};
constexpr Seconds rateWindow{1.0};
constexpr std::int64_t validationBatch = 8192;
constexpr std::int64_t spreadSample = 2048;

double standardDeviation(const std::vector<float>& values) {
    double sum = 0;
    double squares = 0;
    for (const float value : values) {
        sum += double{value};
        squares += double{value} * double{value};
    }
    const double mean = sum / static_cast<double>(values.size());
    return std::sqrt(std::max(0.0, squares / static_cast<double>(values.size()) - mean * mean));
}

/// Time spent in steps: stands still during pauses and validation.
class TrainingTime {
public:
    void start() {
        startedAt_ = Clock::now();
        on_ = true;
    }
    void stop() {
        total_ += Clock::now() - startedAt_;
        on_ = false;
    }
    Seconds running() const { return on_ ? total_ + Seconds(Clock::now() - startedAt_) : total_; }
    Seconds stopped() const { return total_; }

private:
    Clock::time_point startedAt_;
    Seconds total_{0};
    bool on_ = false;
};

/// Examples per second over the last rateWindow of training time.
class Throughput {
public:
    void add(Seconds now, std::uint64_t examples) {
        marks_.push_back({now, examples});
        while (marks_.size() > 2 && now - marks_[1].time >= rateWindow)
            marks_.pop_front();
    }
    double perSecond() const {
        const Seconds span = marks_.back().time - marks_.front().time;
        const auto examples = marks_.back().examples - marks_.front().examples;
        return span.count() > 0 ? static_cast<double>(examples) / span.count() : 0;
    }

private:
    struct Mark {
        Seconds time{0};
        std::uint64_t examples = 0;
    };
    std::deque<Mark> marks_{{}};
};

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
    Run(const Dataset& dataset, const RunSettings& settings, const TrainObserver& observer,
        std::stop_token stop, PauseGate* gate);

    TrainedModel train();

private:
    /// @return whether the epoch was finished, that is, not stopped.
    bool trainEpoch(int epoch);
    void holdWhilePaused(int epoch);
    void keepPace(int epoch);
    void step(std::int64_t start, std::int64_t count);
    void publishSteps(int epoch);
    EpochRecord closeEpoch(int epoch, Seconds took);
    /// The objective's mean over the examples; appends their scores.
    double measure(const Examples& examples, std::vector<float>& scores);
    void validate(EpochRecord& record);
    TrainedModel snapshot() const;

    const TrainObserver& observer_;
    std::stop_token stop_;
    PauseGate* gate_;

    RunRecord record_;
    std::shared_ptr<const Vocabulary> vocabulary_;
    FeatureColumns columns_;
    Examples trainExamples_;
    Examples validationExamples_;
    std::vector<float> validationStars_;
    std::shared_ptr<TwoTowerNetImpl> net_;
    std::unique_ptr<StepEngine> engine_;
    Random shuffle_;

    TrainingTime time_;
    Throughput throughput_;
    std::vector<StepRecord> pending_;
    Clock::time_point publishedAt_;
    Clock::time_point startedAt_; ///< of the run, moved on by pauses
    std::uint64_t step_ = 0;
    std::uint64_t totalSteps_ = 0;
    std::uint64_t examplesDone_ = 0;
    double epochLoss_ = 0; ///< sum of batch loss × batch size
};

Run::Run(const Dataset& dataset, const RunSettings& settings, const TrainObserver& observer,
         std::stop_token stop, PauseGate* gate)
    : observer_(observer),
      stop_(std::move(stop)),
      gate_(gate),
      shuffle_(settings.train.seed, "shuffle") {
    const Split split = makeSplit(dataset, settings.data, settings.train.seed);
    const Encoding encoding(dataset);
    vocabulary_ = std::make_shared<const Vocabulary>(encoding.vocabulary());
    columns_ = makeFeatureColumns(*vocabulary_);
    const auto target = [&](float stars) { return targetOf(stars, settings, *vocabulary_); };
    trainExamples_ = encodeExamples(dataset, encoding, columns_, split.train, target);
    validationExamples_ = encodeExamples(dataset, encoding, columns_, split.validation, target);
    for (const std::uint32_t row : split.validation)
        validationStars_.push_back(dataset.ratings().value[row]);

    net_ = std::make_shared<TwoTowerNetImpl>(netShape(*vocabulary_, settings.model));
    net_->initialise(settings.train.seed);
    engine_ = makeStepEngine(*net_, columns_, trainExamples_, settings, at::get_num_threads());

    record_.settings = settings;
    record_.datasetName = dataset.name();
    record_.datasetSource = dataset.source();
    record_.trainCount = split.train.size();
    record_.validationCount = split.validation.size();
    record_.threads = engine_->threads();
    const auto batch = static_cast<std::uint64_t>(settings.train.batchSize);
    const auto epochs = static_cast<std::uint64_t>(settings.train.epochs);
    totalSteps_ = (record_.trainCount + batch - 1) / batch * epochs;
}

TrainedModel Run::snapshot() const {
    auto contents = std::make_shared<TrainedModel::Contents>();
    contents->vocabulary = vocabulary_;
    contents->columns = columns_;
    contents->record = record_;
    contents->net = net_->deepCopy();
    return TrainedModel(std::move(contents));
}

TrainedModel stoppedEarly(const TrainedModel& model) {
    auto contents = std::make_shared<TrainedModel::Contents>(model.contents());
    contents->record.stoppedEarly = true;
    return TrainedModel(std::move(contents));
}

TrainedModel Run::train() {
    TrainedModel last;
    startedAt_ = Clock::now();
    if (observer_.onStart)
        observer_.onStart(record_.trainCount, record_.validationCount, snapshot());
    for (int epoch = 1; epoch <= record_.settings.train.epochs; ++epoch) {
        const Seconds before = time_.stopped();
        if (!trainEpoch(epoch)) {
            if (!last.valid())
                throw Cancelled();
            return stoppedEarly(last);
        }
        record_.epochs.push_back(closeEpoch(epoch, time_.stopped() - before));
        last = snapshot();
        if (observer_.onEpoch)
            observer_.onEpoch(record_.epochs.back(), last);
    }
    return last;
}

bool Run::trainEpoch(int epoch) {
    engine_->shuffle(shuffle_);
    const std::int64_t count = trainExamples_.size();
    const std::int64_t batchSize = record_.settings.train.batchSize;
    bool finished = true;
    epochLoss_ = 0;
    time_.start();
    for (std::int64_t start = 0; start < count; start += batchSize) {
        if (gate_ != nullptr && gate_->paused())
            holdWhilePaused(epoch);
        if (stop_.stop_requested()) {
            finished = false;
            break;
        }
        step(start, std::min(batchSize, count - start));
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

void Run::keepPace(int epoch) {
    constexpr Seconds worthResting{0.01};
    const auto ahead = [this] {
        const double share = static_cast<double>(step_) / static_cast<double>(totalSteps_);
        return share * gate_->leastDuration() - Seconds(Clock::now() - startedAt_);
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
    const float loss = engine_->step(start, count);
    ++step_;
    if (!std::isfinite(loss))
        throw TrainingError("The loss stopped being a number at step " + std::to_string(step_), {},
                            0, "Try a lower learning rate.");
    const auto size = static_cast<std::uint64_t>(count);
    examplesDone_ += size;
    epochLoss_ += static_cast<double>(loss) * static_cast<double>(size);
    pending_.push_back({step_, loss});
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
        const double share = static_cast<double>(step_) / static_cast<double>(totalSteps_);
        progress.secondsLeft = std::max(progress.secondsLeft, least * (1 - share));
    }
    if (observer_.onSteps)
        observer_.onSteps(std::exchange(pending_, {}), progress);
    pending_.clear();
}

EpochRecord Run::closeEpoch(int epoch, Seconds took) {
    const torch::NoGradGuard noGrad;
    engine_->store(*net_);
    EpochRecord record;
    record.epoch = epoch;
    record.step = step_;
    record.trainLoss = epochLoss_ / static_cast<double>(record_.trainCount);
    record.penalty = net_->penalty().item<double>();
    record.seconds = took.count();
    if (took.count() > 0)
        record.examplesPerSecond = static_cast<double>(record_.trainCount) / took.count();
    if (validationExamples_.size() > 0) {
        validate(record);
    } else {
        std::vector<float> scores;
        measure(trainExamples_.slice(0, spreadSample), scores);
        record.scoreSpread = standardDeviation(scores);
    }
    if (!std::isfinite(record.penalty + record.validationLoss.value_or(0)))
        throw TrainingError("The weights stopped being numbers in epoch " + std::to_string(epoch),
                            {}, 0, "Try a lower learning rate.");
    return record;
}

double Run::measure(const Examples& examples, std::vector<float>& scores) {
    const Objective objective = record_.settings.train.objective;
    double loss = 0;
    for (std::int64_t start = 0; start < examples.size(); start += validationBatch) {
        const Examples batch = examples.slice(start, validationBatch);
        const torch::Tensor logits = net_->forward(batch.users, batch.movies);
        loss += objectiveLoss(objective, logits, batch.targets).item<double>() *
                static_cast<double>(batch.size());
        const torch::Tensor part = torch::sigmoid(logits);
        const float* values = part.data_ptr<float>();
        scores.insert(scores.end(), values, values + part.numel());
    }
    return loss / static_cast<double>(examples.size());
}

void Run::validate(EpochRecord& record) {
    const Objective objective = record_.settings.train.objective;
    const std::int64_t count = validationExamples_.size();
    std::vector<float> scores;
    scores.reserve(validationStars_.size());
    record.validationLoss = measure(validationExamples_, scores) + record.penalty;
    record.scoreSpread = standardDeviation(scores);
    if (objective == Objective::MeanSquaredError) {
        for (float& score : scores)
            score = vocabulary_->toStars(score);
        record.validationRmse = rootMeanSquaredError(scores, validationStars_);
        record.validationMae = meanAbsoluteError(scores, validationStars_);
    } else {
        const float* labels = validationExamples_.targets.data_ptr<float>();
        const std::span actual(labels, static_cast<std::size_t>(count));
        record.validationAccuracy = accuracy(scores, actual);
        record.validationAuc = areaUnderRoc(scores, actual);
    }
}

} // namespace

Trainer::Trainer(std::shared_ptr<const Dataset> dataset, RunSettings settings)
    : dataset_(std::move(dataset)), settings_(settings) {
    validate(settings_);
}

TrainedModel Trainer::run(const TrainObserver& observer, const std::stop_token& stop,
                          PauseGate* gate) {
    const int threads = settings_.train.threads;
    // Before the first parallel region: LibTorch's threads take over this thread's flag.
    const FlushDenormals flush;
    at::set_num_threads(threads > 0 ? threads : automaticThreads());
    return Run(*dataset_, settings_, observer, stop, gate).train();
}

int automaticThreads() {
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
}

} // namespace towerlab
