// SPDX-License-Identifier: MIT
#include "core/methods/two_tower_method.h"
#include "core/model/presets.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo twoTowerCatalogue() {
    return twoTower(
        {"two-tower-catalogue", TOWERLAB_TRANSLATABLE("Methods", "Two towers: full softmax"),
         MethodStage::Retrieval, preset("best-ranking").settings,
         TOWERLAB_TRANSLATABLE("Methods", "The user tower reads what was rated, lately above all, "
                                          "and a softmax over all movies must pick what comes "
                                          "next. No sampling, so nothing to correct."),
         TOWERLAB_TRANSLATABLE("Methods",
                               "p(i | u) = softmax over all movies of f(ratings of u)·g(i) + b_i"),
         TOWERLAB_TRANSLATABLE("Methods", "Where the catalogue is small enough, for the best "
                                          "ranking.")});
}

} // namespace towerlab::methods
