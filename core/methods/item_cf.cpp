// SPDX-License-Identifier: MIT
#include "core/baselines/neighbourhood.h"
#include "core/baselines/top_n.h"
#include "core/methods/fit_by.h"
#include "core/methods/neighbour_settings.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo itemCf() {
    MethodInfo info;
    info.key = "item-cf";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Item-CF");
    info.stage = MethodStage::Retrieval;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "Movies are alike if the same users rated them. A user is offered the movies "
                   "most like those they rated.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "score(u, i) = Σ sim(i, j) over the k movies j most like i that u rated");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "When there are fewer movies than users and tastes change faster than movies "
                   "do: a new rating counts at once, without fitting again. Hard to beat for its "
                   "simplicity.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: the sum over users of their ratings squared. A list: the user's "
                   "ratings times the movies they are neighbours of. Memory: k per movie.");
    info.settings = topNSettings();
    info.fit = fitBy(fitItemCf);
    return info;
}

} // namespace towerlab::methods
