// SPDX-License-Identifier: MIT
#include "core/baselines/neighbourhood.h"
#include "core/methods/fit_by.h"
#include "core/methods/neighbour_settings.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo itemKnn() {
    MethodInfo info;
    info.key = "item-knn";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Item-kNN ratings");
    info.stage = MethodStage::Ranking;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "A user will rate a movie as they rated those most like it. What counts is how "
                   "far each rating lies from what the biases alone would say.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "r̂(u, i) = b(u, i) + Σ sim(i, j) (r(u, j) - b(u, j)) / Σ sim(i, j) over the k "
                   "movies j rated by u that are most like i");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "To predict stars and to say from which ratings. As a ranking over all movies "
                   "it does poorly: a few raters suffice to put a movie on top.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: the sum over users of their ratings squared. A list: the user's "
                   "ratings times the movies they are neighbours of. Memory: the neighbours "
                   "searched, per movie.");
    info.predictsStars = true;
    info.settings = knnSettings();
    info.fit = fitBy(fitItemKnn);
    return info;
}

} // namespace towerlab::methods
