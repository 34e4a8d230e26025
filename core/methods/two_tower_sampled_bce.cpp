// SPDX-License-Identifier: MIT
#include "core/methods/two_tower_method.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo twoTowerSampledBce() {
    return twoTower(
        {"two-tower-sampled-bce", TOWERLAB_TRANSLATABLE("Methods", "Two towers: sampled negatives"),
         MethodStage::Retrieval, rankingTowers(Objective::SampledCrossEntropy),
         TOWERLAB_TRANSLATABLE("Methods", "A rated movie is a 1, a few drawn at random are 0 each "
                                          "time. So the towers learn what the user would watch "
                                          "(He et al. 2017)."),
         TOWERLAB_TRANSLATABLE(
             "Methods", "minimising -log p(u, i) - Σ_j log (1 - p(u, j)), j drawn at random"),
         TOWERLAB_TRANSLATABLE("Methods", "The simplest loss that ranks; the softmax of the batch "
                                          "sees more negatives for the same work.")});
}

} // namespace towerlab::methods
