// SPDX-License-Identifier: MIT
#include "core/methods/two_tower_method.h"
#include "core/model/presets.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo twoTowerBestRating() {
    return twoTower(
        {"two-tower-best-rating", TOWERLAB_TRANSLATABLE("Methods", "Two towers: best rating"),
         MethodStage::Ranking, preset("best-rating").settings,
         TOWERLAB_TRANSLATABLE("Methods", "Towers that read who has rated what and how, instead of "
                                          "ids. Biases take care of who is generous and what is "
                                          "good."),
         TOWERLAB_TRANSLATABLE("Methods",
                               "r̂(u, i) = μ + b_u + b_i + f(ratings of u)·g(ratings of i)"),
         TOWERLAB_TRANSLATABLE("Methods", "To predict stars with the smallest error. Takes minutes "
                                          "on a million ratings.")});
}

} // namespace towerlab::methods
