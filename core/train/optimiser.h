// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include "core/model/named_tensors.h"
#include "core/model/two_tower_net.h"

#include <torch/optim/optimizer.h>

#include <cstdint>
#include <memory>
#include <string>

namespace towerlab {

/// The optimiser that the settings ask for, over all weights that may change. Weight decay, where
/// there is some, is on embeddings and kernels, not on biases and the match.
///
/// RMSprop has no momentum: v = rho·v + (1 - rho)·g², and w -= lr·g / sqrt(v + eps), as Keras from
/// 2.11 on, or w -= lr·g / (sqrt(v) + eps), as LibTorch.
std::unique_ptr<torch::optim::Optimizer> makeOptimiser(TwoTowerNetImpl& net,
                                                       const TrainSettings& settings);

/// What the optimiser remembers from step to step, as copies named by weight and by LibTorch's name
/// of the memory: "user.hidden.weight/square_avg". A weight that has had no gradient has none.
NamedTensors optimiserState(torch::optim::Optimizer& optimiser, const TwoTowerNetImpl& net,
                            Optimiser kind);
/// @throws ModelFileError if the state does not fit the net
void setOptimiserState(torch::optim::Optimizer& optimiser, const TwoTowerNetImpl& net,
                       Optimiser kind, const NamedTensors& state);
/// The name of a weight's mean square in the state of RMSprop.
std::string rmsPropStateName(const std::string& weights);

/// What the learning rate is multiplied by in a step: rises in a line from 0 over the warm-up,
/// then stays, falls in a line to 0, or falls as half a cosine (Loshchilov and Hutter 2017,
/// equation 5, without restarts).
/// @param step from 0
double rateFactor(std::uint64_t step, std::uint64_t totalSteps, const TrainSettings& settings);

} // namespace towerlab
