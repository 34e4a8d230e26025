// SPDX-License-Identifier: MIT
#include "core/train/checkpoint.h"

#include "core/error.h"
#include "core/model/settings_fields.h"

#include <string>

namespace towerlab {
namespace {

[[noreturn]] void refuse(const std::string& why, const std::string& remedy) {
    throw SettingsError("This run can't be continued: " + why, {}, 0, remedy);
}

} // namespace

std::shared_ptr<const Checkpoint> makeCheckpoint(StepEngine& engine,
                                                 const TwoTowerNetImpl* weights) {
    auto checkpoint = std::make_shared<Checkpoint>();
    checkpoint->optimiser = engine.state();
    if (weights != nullptr)
        for (const auto& each : weights->named_parameters())
            checkpoint->weights.add(each.key(), each.value().detach().clone());
    return checkpoint;
}

void restoreWeights(const TrainedModel& model, bool averaged, TwoTowerNetImpl& net) {
    const torch::NoGradGuard noGrad;
    const auto& checkpoint = model.contents().checkpoint;
    const NamedTensors own = averaged && checkpoint ? checkpoint->weights : NamedTensors();
    const auto kept = model.contents().net->named_parameters();
    for (const auto& to : net.named_parameters()) {
        const torch::Tensor* average = kept.find(to.key());
        if (average == nullptr || average->sizes() != to.value().sizes())
            refuse("the data has other users or movies than when it began",
                   "Open the data as it was then.");
        const torch::Tensor weights = averaged && checkpoint ? own.find(to.key()) : *average;
        if (!weights.defined() || weights.sizes() != to.value().sizes())
            throw ModelFileError("The model's checkpoint lacks the weights " + to.key());
        to.value().copy_(weights);
    }
}

void restoreOptimiser(const TrainedModel& model, StepEngine& engine) {
    if (model.contents().checkpoint)
        engine.setState(model.contents().checkpoint->optimiser);
}

void requireContinuable(const TrainedModel& model, const Dataset& dataset,
                        const RunSettings& settings) {
    const RunRecord& record = model.record();
    if (!model.canContinue())
        refuse("its model was saved without the optimiser's state", "Train it anew.");
    if (record.datasetName != dataset.name() || record.datasetSource != dataset.source())
        refuse("it was trained on " + record.datasetName + ", not on " + dataset.name(),
               "Open the data set that it was trained on.");
    if (!record.data.unknown()) // of an older file the counts are compared, once they are known
        if (const std::string difference = differenceBetween(record.data, fingerprintOf(dataset));
            !difference.empty())
            refuse("the data has changed since: " + difference, "Open the data as it was then.");
    if (record.keptEpoch >= settings.train.epochs)
        refuse("all its " + std::to_string(record.keptEpoch) + " epochs are done",
               "Ask for more epochs.");
    RunSettings same = record.settings; // only these may differ
    same.train.epochs = settings.train.epochs;
    same.train.patience = settings.train.patience;
    same.train.engine = settings.train.engine;
    same.train.threads = settings.train.threads;
    if (toJson(same) != toJson(settings))
        refuse("other settings than the number of epochs, early stopping, engine and threads have "
               "changed",
               "Use the settings of the run.");
}

} // namespace towerlab
