// SPDX-License-Identifier: MIT
#include "core/methods/two_tower_method.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo twoTowerBce() {
    return twoTower(
        {"two-tower-bce", TOWERLAB_TRANSLATABLE("Methods", "Two towers: liked or not"),
         MethodStage::Ranking, ratingTowers(Objective::BinaryCrossEntropy),
         TOWERLAB_TRANSLATABLE(
             "Methods",
             "The same towers say the chance that the user would give "
             "4 stars or more (as much on other scales). They learn from rated movies only."),
         TOWERLAB_TRANSLATABLE(
             "Methods", "p(u, i) = sigmoid(Σ_k w_k f_k(u) g_k(i) + b), minimising -y log p - "
                        "(1 - y) log (1 - p)"),
         TOWERLAB_TRANSLATABLE("Methods", "To part liked from disliked movies among those a user "
                                          "would watch anyway.")});
}

} // namespace towerlab::methods
