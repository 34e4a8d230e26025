// SPDX-License-Identifier: MIT
// What a step minimises and how; private to core, because it shows LibTorch.
#pragma once

#include "core/model/two_tower_net.h"
#include "core/train/train_batches.h"

#include <torch/optim/rmsprop.h>

namespace towerlab {

/// The number that the model is to predict for a rating: the rating scaled to [0, 1], or 1 for
/// liked and 0 for not.
float targetOf(float stars, const RunSettings& settings, const Vocabulary& vocabulary);

/// Mean over the batch, without the penalty.
torch::Tensor objectiveLoss(Objective objective, const torch::Tensor& logits,
                            const torch::Tensor& targets);

/// Keras's RMSprop without momentum: v = rho·v + (1 - rho)·g²; w -= lr·g / (sqrt(v) + eps).
torch::optim::RMSprop makeOptimiser(TwoTowerNetImpl& net, const TrainSettings& settings);

/// Forward, backward, update. @return the loss with the penalty, as it was before the update.
float trainStep(TwoTowerNetImpl& net, torch::optim::Optimizer& optimiser, const Examples& batch,
                Objective objective);

} // namespace towerlab
