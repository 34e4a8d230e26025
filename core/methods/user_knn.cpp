// SPDX-License-Identifier: MIT
#include "core/baselines/neighbourhood.h"
#include "core/methods/fit_by.h"
#include "core/methods/neighbour_settings.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo userKnn() {
    MethodInfo info;
    info.key = "user-knn";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "User-kNN ratings");
    info.stage = MethodStage::Ranking;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "A user will rate a movie as the users most like them did. What counts is how "
                   "far each rating lies from what the biases alone would say.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "r̂(u, i) = b(u, i) + Σ sim(u, v) (r(v, i) - b(v, i)) / Σ sim(u, v) over the k "
                   "users v most like u that rated i");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "To predict stars where users have many ratings in common. As a ranking over "
                   "all movies it does poorly.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods",
        "Fitting: the sum over movies of their ratings squared. A list: the ratings of "
        "the users searched. Memory: the neighbours searched per user, and the ratings.");
    info.predictsStars = true;
    info.settings = knnSettings();
    info.fit = fitBy(fitUserKnn);
    return info;
}

} // namespace towerlab::methods
