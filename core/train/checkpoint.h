// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include "core/data/dataset.h"
#include "core/model/trained_model_contents.h"
#include "core/train/step_engine.h"

#include <memory>

namespace towerlab {

/// @param weights null: those of the model are the run's own; else the run's, the model's being
///                their average
std::shared_ptr<const Checkpoint> makeCheckpoint(StepEngine& engine,
                                                 const TwoTowerNetImpl* weights);

/// Puts the weights that the run had into `net`.
/// @param averaged the model's weights are an average; without a checkpoint they are what there is
/// @throws SettingsError if they are of other data
/// @throws ModelFileError if the checkpoint does not fit the model
void restoreWeights(const TrainedModel& model, bool averaged, TwoTowerNetImpl& net);
/// Takes up the optimiser's state, where the model has it.
/// @throws ModelFileError if it does not fit the model
void restoreOptimiser(const TrainedModel& model, StepEngine& engine);

/// @throws SettingsError if training can't go on from there
void requireContinuable(const TrainedModel& model, const Dataset& dataset,
                        const RunSettings& settings);

} // namespace towerlab
