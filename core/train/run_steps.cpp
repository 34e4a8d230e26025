// SPDX-License-Identifier: MIT
#include "core/train/run_steps.h"

#include "core/model/settings_rules.h"
#include "core/system/free_memory.h"
#include "core/train/checkpoint.h"
#include "core/train/memory_estimate.h"
#include "core/train/objective.h"
#include "core/train/optimiser.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace towerlab {
namespace {

std::uint64_t weightCount(const std::vector<torch::Tensor>& parameters) {
    return std::accumulate(parameters.begin(), parameters.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const torch::Tensor& weights) {
                               return sum + static_cast<std::uint64_t>(weights.numel());
                           });
}

} // namespace

RunSteps::RunSteps(const Dataset& dataset, const RunSettings& settings,
                   std::span<const std::uint32_t> among)
    : material_(dataset, settings, among),
      shuffle_(settings.train.seed, "shuffle"),
      examples_(material_.training.size()) {
    const auto examples = static_cast<std::uint64_t>(examples_);
    requireMemory(settings,
                  {.examples = examples,
                   .movies = material_.vocabulary->movieCount(),
                   .weights = weightCount(material_.net->parameters())},
                  freeMemory());
    makeEngine();
    if (settings.train.averaging > 0)
        for (const torch::Tensor& weights : material_.net->parameters())
            average_.push_back(weights.detach().clone());
    const std::uint64_t batch = batchSizeOf(settings.train, examples);
    total_ = (examples + batch - 1) / batch * static_cast<std::uint64_t>(settings.train.epochs);
}

const NegativeSampler* RunSteps::sampler() const {
    return material_.sampler ? &*material_.sampler : nullptr;
}

void RunSteps::makeEngine() {
    engine_ = makeStepEngine({*material_.net, material_.inputs, material_.training, sampler(),
                              material_.sequences.get(), material_.settings},
                             at::get_num_threads());
}

std::int64_t RunSteps::batchSize() const {
    return static_cast<std::int64_t>(
        batchSizeOf(material_.settings.train, static_cast<std::uint64_t>(examples_)));
}

void RunSteps::continueFrom(const TrainedModel& model) {
    const torch::NoGradGuard noGrad;
    restoreWeights(model, averages(), *material_.net);
    const auto kept = model.contents().net->parameters();
    for (std::size_t i = 0; i < average_.size(); ++i)
        average_[i].copy_(kept[i]);
    makeEngine(); // on those weights
    restoreOptimiser(model, *engine_);
    const int epochs = model.record().keptEpoch;
    for (int done = 0; done < epochs; ++done)
        engine_->shuffle(shuffle_); // so that the orders to come are those of an unbroken run
    done_ = epochs > 0 ? model.record().epochs[static_cast<std::size_t>(epochs) - 1].step : 0;
}

std::optional<std::int64_t> RunSteps::addExample(std::int32_t user, std::int32_t movie,
                                                 float stars) {
    Examples& all = material_.training;
    const RunSettings& settings = material_.settings;
    const float target = targetOf(stars, settings, *material_.vocabulary);
    const bool histories = !all.userSlots.empty() || !all.movieSlots.empty();
    if (histories || settings.train.objective == Objective::CatalogueSoftmax ||
        (isRanking(settings.train.objective) && target <= 0))
        return std::nullopt;
    all.users.push_back(user);
    all.movies.push_back(movie);
    all.targets.push_back(target);
    all.stars.push_back(stars);
    engine_->takeNewExample();
    return engine_->placeOf(user, movie);
}

void RunSteps::beginEpoch(int epoch) {
    engine_->shuffle(shuffle_);
    engine_->beginEpoch(epoch);
}

double RunSteps::learningRate() const {
    const TrainSettings& train = material_.settings.train;
    return train.learningRate * rateFactor(done_, total_, train);
}

float RunSteps::step(std::int64_t start, std::int64_t count) {
    engine_->setLearningRate(learningRate());
    const float loss = engine_->step(start, count);
    afterStep();
    return loss;
}

float RunSteps::tracedStep(std::int64_t start, std::int64_t count, StepTrace& trace) {
    engine_->setLearningRate(learningRate());
    const float loss = engine_->tracedStep(start, count, trace);
    afterStep();
    return loss;
}

void RunSteps::afterStep() {
    ++done_;
    if (average_.empty())
        return;
    const torch::NoGradGuard noGrad;
    // While there are few steps their plain mean, so that the start does not linger.
    const double decay =
        std::min(material_.settings.train.averaging, 1 - 1 / (static_cast<double>(done_) / 2 + 1));
    const auto weights = material_.net->parameters();
    for (std::size_t i = 0; i < average_.size(); ++i)
        average_[i].lerp_(weights[i], 1 - decay);
}

TwoTowerNetImpl& RunSteps::weights() {
    const torch::NoGradGuard noGrad;
    engine_->store(*material_.net);
    return *material_.net;
}

std::shared_ptr<TwoTowerNetImpl> RunSteps::modelNet(bool copied) {
    const torch::NoGradGuard noGrad;
    weights();
    if (average_.empty())
        return copied ? material_.net->deepCopy() : material_.net;
    const auto net = material_.net->deepCopy();
    const auto weights = net->parameters();
    for (std::size_t i = 0; i < average_.size(); ++i)
        weights[i].copy_(average_[i]);
    return net;
}

std::shared_ptr<TrainedModel::Contents> RunSteps::contents(const RunRecord& record) const {
    auto contents = std::make_shared<TrainedModel::Contents>();
    contents->vocabulary = material_.vocabulary;
    contents->history = material_.history;
    contents->inputs = material_.inputs;
    contents->record = record;
    return contents;
}

TrainedModel RunSteps::snapshot(const RunRecord& record, bool withCheckpoint) {
    auto contents = this->contents(record);
    contents->net = modelNet(true);
    if (withCheckpoint)
        contents->checkpoint = makeCheckpoint(*engine_, averages() ? material_.net.get() : nullptr);
    return TrainedModel(std::move(contents));
}

RunRecord RunSteps::beginRecord(const Dataset& dataset) const {
    RunRecord record;
    record.settings = material_.settings;
    record.datasetName = dataset.name();
    record.datasetSource = dataset.source();
    record.reading = dataset.options();
    record.data = fingerprintOf(dataset);
    record.trainCount = static_cast<std::uint64_t>(material_.training.size());
    record.validationCount = static_cast<std::uint64_t>(material_.validation.size());
    record.threads = engine_->threads();
    record.engine = engineFor(material_.settings);
    return record;
}

} // namespace towerlab
