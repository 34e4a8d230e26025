// SPDX-License-Identifier: MIT
#include "core/train/moment_keeper.h"

#include <utility>

namespace towerlab {
namespace {

std::size_t bytesOf(const TrainedModel& model) {
    std::size_t bytes = 0;
    const auto count = [&](const torch::Tensor& tensor) { bytes += tensor.nbytes(); };
    for (const torch::Tensor& weights : model.contents().net->parameters())
        count(weights);
    if (model.contents().checkpoint)
        for (const NamedTensors* part :
             {&model.contents().checkpoint->optimiser, &model.contents().checkpoint->weights})
            for (const NamedTensors::Entry& entry : part->entries())
                count(entry.second);
    return bytes;
}

/// Without frames and moments, which belong to the run's newest model.
TrainedModel bare(const TrainedModel& model) {
    auto contents = std::make_shared<TrainedModel::Contents>(model.contents());
    contents->frames = nullptr;
    contents->moments = nullptr;
    return TrainedModel(std::move(contents));
}

} // namespace

void MomentKeeper::add(const TrainedModel& model) {
    thinning_.add(models_, bare(model), mostBytes_, bytesOf);
}

void MomentKeeper::continueFrom(const TrainedModel& model) {
    for (const TrainedModel& moment : model.moments())
        if (moment.record().keptEpoch < model.record().keptEpoch)
            add(moment);
}

TrainedModel MomentKeeper::withMoments(const TrainedModel& model) const {
    auto contents = std::make_shared<TrainedModel::Contents>(model.contents());
    auto moments = std::make_shared<std::vector<TrainedModel>>();
    for (const TrainedModel& moment : models_) // a model that is not the last one has a shorter way
        if (moment.record().keptEpoch <= model.record().keptEpoch)
            moments->push_back(moment);
    contents->moments = std::move(moments);
    return TrainedModel(std::move(contents));
}

} // namespace towerlab
