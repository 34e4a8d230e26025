// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include "core/model/two_tower_net.h"

#include <torch/optim/optimizer.h>

#include <cstdint>
#include <memory>

namespace towerlab {

/// The optimiser that the settings ask for, over all weights that may change. Weight decay, where
/// there is some, is on embeddings and kernels, not on biases and the match.
///
/// RMSprop is Keras's without momentum: v = rho·v + (1 - rho)·g²; w -= lr·g / (sqrt(v) + eps).
std::unique_ptr<torch::optim::Optimizer> makeOptimiser(TwoTowerNetImpl& net,
                                                       const TrainSettings& settings);

/// What the learning rate is multiplied by in a step: rises in a line from 0 over the warm-up,
/// then stays, falls in a line to 0, or falls as half a cosine (Loshchilov and Hutter 2017,
/// equation 5, without restarts).
/// @param step from 0
double rateFactor(std::uint64_t step, std::uint64_t totalSteps, const TrainSettings& settings);

} // namespace towerlab
