// SPDX-License-Identifier: MIT
#include "core/baselines/popularity.h"
#include "core/data/rating_scale.h"
#include "core/methods/fit_by.h"
#include "core/settings/setting_group.h"
#include "core/translatable.h"

namespace towerlab::methods {
namespace {

SettingsValue settings() {
    SettingFields fields;
    SettingGroup<PopularitySettings> group(fields);
    group.real(
        "minimum_stars", TOWERLAB_TRANSLATABLE("Methods", "Count ratings from"),
        TOWERLAB_TRANSLATABLE("Methods", "The rating from which on it counts; 0 stars count all."),
        lowestThreshold, highestThreshold, adaptiveStep, 1, &PopularitySettings::minimumStars);
    return {PopularitySettings(), fields};
}

} // namespace

MethodInfo popularity() {
    MethodInfo info;
    info.key = "popularity";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Popularity");
    info.stage = MethodStage::Retrieval;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "What most people have watched, most people will watch. Everybody gets the "
                   "same list, less what they know.");
    info.formula = TOWERLAB_TRANSLATABLE("Methods", "score(u, i) = number of ratings of i");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "For users of whom nothing is known, and as the bar that every other method "
                   "must clear.");
    info.cost = TOWERLAB_TRANSLATABLE("Methods",
                                      "Fitting: one pass over the ratings. A list: nothing but the "
                                      "sort. Memory: one number per movie.");
    info.settings = settings();
    info.fit = fitBy(fitPopularity);
    return info;
}

} // namespace towerlab::methods
