// SPDX-License-Identifier: MIT
#include "core/baselines/neighbourhood.h"
#include "core/baselines/top_n.h"
#include "core/methods/fit_by.h"
#include "core/methods/neighbour_settings.h"
#include "core/translatable.h"

namespace towerlab::methods {

MethodInfo userCf() {
    MethodInfo info;
    info.key = "user-cf";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "User-CF");
    info.stage = MethodStage::Retrieval;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "Users are alike if they rated the same movies. A user is offered what the "
                   "users most like them have rated.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "score(u, i) = Σ sim(u, v) over the k users v most like u that rated i");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "When there are fewer users than movies and news travels among people of like "
                   "mind. Users must be compared again as they go on rating.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: the sum over movies of their ratings squared. A list: the ratings of "
                   "k users. Memory: k per user, and the ratings.");
    info.settings = topNSettings();
    info.fit = fitBy(fitUserCf);
    return info;
}

} // namespace towerlab::methods
