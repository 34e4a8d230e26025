// SPDX-License-Identifier: MIT
#include "core/methods/two_tower_method.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo twoTowerMargin() {
    return twoTower(
        {"two-tower-margin", TOWERLAB_TRANSLATABLE("Methods", "Two towers: margin"),
         MethodStage::Retrieval, rankingTowers(Objective::MaxMargin),
         TOWERLAB_TRANSLATABLE("Methods", "A rated movie should score above one drawn at random by "
                                          "a margin. Pairs that are already that far apart teach "
                                          "nothing more."),
         TOWERLAB_TRANSLATABLE("Methods",
                               "minimising max(0, m - s(u, i) + s(u, j)), j drawn at random"),
         TOWERLAB_TRANSLATABLE("Methods", "To compare with BPR: the same pairs, a harder edge.")});
}

} // namespace towerlab::methods
