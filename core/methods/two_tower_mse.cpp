// SPDX-License-Identifier: MIT
#include "core/methods/two_tower_method.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo twoTowerMse() {
    return twoTower(
        {"two-tower-mse", TOWERLAB_TRANSLATABLE("Methods", "Two towers: squared error"),
         MethodStage::Ranking, ratingTowers(Objective::MeanSquaredError),
         TOWERLAB_TRANSLATABLE("Methods",
                               "The weighted product of the two towers' vectors says the "
                               "rating, and learns from its squared error. It never "
                               "sees a pair without a rating."),
         TOWERLAB_TRANSLATABLE("Methods",
                               "r̂(u, i) = sigmoid(Σ_k w_k f_k(u) g_k(i) + b), minimising (r̂ - "
                               "r)²"),
         TOWERLAB_TRANSLATABLE("Methods",
                               "To predict stars. A rating loss ranks a catalogue badly: "
                               "nothing tells it what users do not watch.")});
}

} // namespace towerlab::methods
