// SPDX-License-Identifier: MIT
#include "core/methods/two_tower_method.h"
#include "core/model/presets.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo twoTowerSeed() {
    return twoTower(
        {"two-tower-seed", TOWERLAB_TRANSLATABLE("Methods", "Two towers: seed article"),
         MethodStage::Ranking, preset("seed").settings,
         TOWERLAB_TRANSLATABLE("Methods", "The article's model: one tower for the user, one for "
                                          "the movie, and the weighted product of their vectors "
                                          "says the rating. It learns from a tenth of the ratings "
                                          "in 5 epochs."),
         TOWERLAB_TRANSLATABLE("Methods",
                               "r̂(u, i) = sigmoid(Σ_k w_k f_k(u) g_k(i) + b), minimising (r̂ - "
                               "r)²"),
         TOWERLAB_TRANSLATABLE("Methods", "To see how it works. More data and no penalty make it "
                                          "better: see squared error.")});
}

} // namespace towerlab::methods
