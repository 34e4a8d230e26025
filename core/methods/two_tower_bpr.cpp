// SPDX-License-Identifier: MIT
#include "core/methods/two_tower_method.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo twoTowerBpr() {
    return twoTower(
        {"two-tower-bpr", TOWERLAB_TRANSLATABLE("Methods", "Two towers: BPR"),
         MethodStage::Retrieval, rankingTowers(Objective::Bpr),
         TOWERLAB_TRANSLATABLE("Methods", "A rated movie should score above one drawn at random; "
                                          "how far above is all that counts (Rendle et al. 2009)."),
         TOWERLAB_TRANSLATABLE("Methods",
                               "minimising -log sigmoid(s(u, i) - s(u, j)), j drawn at random"),
         TOWERLAB_TRANSLATABLE("Methods", "To rank by pairs, where only the order counts.")});
}

} // namespace towerlab::methods
