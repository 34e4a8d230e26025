// SPDX-License-Identifier: MIT
#include "core/train/checkpoint.h"

#include "core/error.h"
#include "core/model/settings_fields.h"

#include <torch/serialize.h>

#include <sstream>
#include <string>
#include <utility>

namespace towerlab {
namespace {

[[noreturn]] void refuse(const std::string& why, const std::string& remedy) {
    throw SettingsError("This run can't be continued: " + why, {}, 0, remedy);
}

std::string weightName(std::size_t index) { return "weight" + std::to_string(index); }

/// Calls read(archive). A model file's checksum vouches for the bytes, not for who wrote them.
template <typename Read>
void reading(const TrainedModel& model, Read read) {
    try {
        const Checkpoint& bytes = *model.contents().checkpoint;
        torch::serialize::InputArchive archive;
        archive.load_from(bytes.data(), bytes.size());
        read(archive);
    } catch (const c10::Error& error) {
        throw ModelFileError("The model's checkpoint can't be read: " +
                             std::string(error.what_without_backtrace()));
    }
}

} // namespace

std::shared_ptr<const Checkpoint> makeCheckpoint(StepEngine& engine,
                                                 const TwoTowerNetImpl* weights) {
    torch::serialize::OutputArchive archive;
    torch::serialize::OutputArchive optimiser;
    engine.saveState(optimiser);
    archive.write("optimiser", optimiser);
    if (weights != nullptr) {
        const auto all = weights->parameters();
        for (std::size_t i = 0; i < all.size(); ++i)
            archive.write(weightName(i), all[i].detach());
    }
    std::ostringstream out;
    archive.save_to(out);
    return std::make_shared<const Checkpoint>(std::move(out).str());
}

void restoreWeights(const TrainedModel& model, bool averaged, TwoTowerNetImpl& net) {
    const torch::NoGradGuard noGrad;
    const auto to = net.parameters();
    const auto kept = model.contents().net->parameters();
    for (std::size_t i = 0; i < to.size(); ++i)
        if (i >= kept.size() || kept[i].sizes() != to[i].sizes())
            refuse("the data has other users or movies than when it began",
                   "Open the data as it was then.");
    reading(model, [&](torch::serialize::InputArchive& archive) {
        for (std::size_t i = 0; i < to.size(); ++i) {
            torch::Tensor weights = kept[i].detach().clone();
            if (averaged)
                archive.read(weightName(i), weights);
            to[i].copy_(weights);
        }
    });
}

void restoreOptimiser(const TrainedModel& model, StepEngine& engine) {
    reading(model, [&](torch::serialize::InputArchive& archive) {
        torch::serialize::InputArchive optimiser;
        archive.read("optimiser", optimiser);
        engine.loadState(optimiser);
    });
}

void requireContinuable(const TrainedModel& model, const Dataset& dataset,
                        const RunSettings& settings) {
    const RunRecord& record = model.record();
    if (!model.canContinue())
        refuse("its model was saved without the optimiser's state", "Train it anew.");
    if (record.datasetName != dataset.name() || record.datasetSource != dataset.source())
        refuse("it was trained on " + record.datasetName + ", not on " + dataset.name(),
               "Open the data set that it was trained on.");
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
