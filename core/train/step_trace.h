// SPDX-License-Identifier: MIT
// What one step goes through; private to core, because it shows LibTorch.
#pragma once

#include "core/model/named_tensors.h"
#include "core/train/objective.h"
#include "core/train/train_batches.h"

namespace towerlab {

/// What a step went through on its way to the gradients.
struct StepTrace {
    Examples batch;
    BatchTrace forward;      ///< its tensors have their gradients, of the loss with penalties
    torch::Tensor targets;   ///< n
    NamedTensors gradients;  ///< of the loss with penalties by each weight, before any clipping
    double loss = 0;         ///< the objective's mean over the batch, without penalties
    double penalty = 0;      ///< of kernels and embeddings
    double gradientNorm = 0; ///< of all of them together: what clipping goes by
};

/// The loss of a batch with its penalties, to be differentiated.
torch::Tensor lossOf(TwoTowerNetImpl& net, const BatchObjective& objective, const Batch& batch,
                     Random& negatives, const TrainSettings& settings, StepTrace* trace = nullptr);

/// To be called once the gradients are there.
void takeGradients(const TwoTowerNetImpl& net, StepTrace& trace);

} // namespace towerlab
