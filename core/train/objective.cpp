// SPDX-License-Identifier: MIT
#include "core/train/objective.h"

namespace towerlab {

float targetOf(float stars, const RunSettings& settings, const Vocabulary& vocabulary) {
    if (settings.train.objective == Objective::BinaryCrossEntropy)
        return static_cast<double>(stars) >= settings.data.likeThreshold ? 1.0F : 0.0F;
    return vocabulary.normalise(stars);
}

torch::Tensor objectiveLoss(Objective objective, const torch::Tensor& logits,
                            const torch::Tensor& targets) {
    // The logit form of cross-entropy stays finite where sigmoid(logits) rounds to 0 or 1.
    if (objective == Objective::BinaryCrossEntropy)
        return torch::binary_cross_entropy_with_logits(logits, targets);
    return torch::mse_loss(torch::sigmoid(logits), targets);
}

torch::optim::RMSprop makeOptimiser(TwoTowerNetImpl& net, const TrainSettings& settings) {
    // LibTorch adds eps outside the root, as Keras does, so that with alpha = rho, no momentum, not
    // centred and no weight decay the two rules are the same.
    return torch::optim::RMSprop(net.parameters(),
                                 torch::optim::RMSpropOptions(settings.learningRate)
                                     .alpha(settings.rho)
                                     .eps(settings.epsilon)
                                     .momentum(0)
                                     .centered(false)
                                     .weight_decay(0));
}

float trainStep(TwoTowerNetImpl& net, torch::optim::Optimizer& optimiser, const Examples& batch,
                Objective objective) {
    optimiser.zero_grad();
    const torch::Tensor logits = net.forward(batch.users, batch.movies);
    const torch::Tensor loss = objectiveLoss(objective, logits, batch.targets) + net.penalty();
    loss.backward();
    optimiser.step();
    return loss.item<float>();
}

} // namespace towerlab
