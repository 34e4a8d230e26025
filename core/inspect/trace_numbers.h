// SPDX-License-Identifier: MIT
// From traces of the net to plain numbers; private to core, because it shows LibTorch.
#pragma once

#include "core/inspect/journey.h"
#include "core/model/plain_numbers.h"
#include "core/model/two_tower_net.h"

#include <vector>

namespace towerlab {

/// One row of a trace.
/// @param gradients rather than the values; zeros where there are none
TowerNumbers numbersOf(const TowerTrace& trace, std::int64_t row, const TowerPlan& plan,
                       bool gradients);

/// The table of an input.
const torch::Tensor& tableOf(const TowerImpl& tower, const TowerPlan& plan, std::size_t input);
/// The dense layer of that number; the last one makes the vector.
const torch::nn::Linear& layerOf(const TowerImpl& tower, std::size_t layer);

/// Fills in what comes of the two vectors.
void finishJourney(Journey& journey, const TrainedModel& model);

} // namespace towerlab
