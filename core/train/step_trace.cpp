// SPDX-License-Identifier: MIT
#include "core/train/step_trace.h"

#include <cmath>

namespace towerlab {

torch::Tensor lossOf(TwoTowerNetImpl& net, const BatchObjective& objective, const Batch& batch,
                     Random& negatives, const TrainSettings& settings, StepTrace* trace) {
    const torch::Tensor mean =
        objective.loss(net, batch, negatives, trace != nullptr ? &trace->forward : nullptr);
    torch::Tensor loss = mean + net.penalty();
    if (settings.embeddingL2 > 0)
        loss = loss + objective.embeddingPenalty(net, batch);
    if (trace != nullptr) {
        trace->targets = batch.targets.clone();
        trace->loss = mean.item<double>();
        trace->penalty = loss.item<double>() - trace->loss;
    }
    return loss;
}

void takeGradients(const TwoTowerNetImpl& net, StepTrace& trace) {
    double squares = 0;
    for (const auto& weights : net.named_parameters()) {
        const torch::Tensor gradient = weights.value().grad();
        if (!gradient.defined())
            continue;
        trace.gradients.add(weights.key(), gradient.detach().clone());
        squares += gradient.square().sum().item<double>();
    }
    trace.gradientNorm = std::sqrt(squares);
}

} // namespace towerlab
