// SPDX-License-Identifier: MIT
#include "core/baselines/bias.h"
#include "core/methods/fit_by.h"
#include "core/settings/setting_group.h"
#include "core/translatable.h"

namespace towerlab::methods {
namespace {

SettingsValue settings() {
    SettingFields fields;
    SettingGroup<BaselineSettings> group(fields);
    group.real("user_regularisation", TOWERLAB_TRANSLATABLE("Methods", "Regularisation of users"),
               TOWERLAB_TRANSLATABLE("Methods", "How many ratings at the mean each user seems "
                                                "to have besides their own."),
               0, 1000, adaptiveStep, 1, &BaselineSettings::userRegularisation);
    group.real("movie_regularisation", TOWERLAB_TRANSLATABLE("Methods", "Regularisation of movies"),
               TOWERLAB_TRANSLATABLE("Methods", "How many ratings at the mean each movie seems "
                                                "to have besides its own."),
               0, 1000, adaptiveStep, 1, &BaselineSettings::movieRegularisation);
    return {BaselineSettings(), fields};
}

} // namespace

MethodInfo bias() {
    MethodInfo info;
    info.key = "bias";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Biases");
    info.stage = MethodStage::Ranking;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "Some users give more stars than others, and some movies get more: add both "
                   "leanings to the mean. What is left after that is taste.");
    info.formula = TOWERLAB_TRANSLATABLE("Methods", "r̂(u, i) = μ + b_u + b_i");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "As the bar for RMSE, and as the ground on which other methods build. Its "
                   "lists are the same for everyone and full of obscure movies with a few high "
                   "ratings.");
    info.cost = TOWERLAB_TRANSLATABLE("Methods", "Fitting: ten passes over the ratings. A list: "
                                                 "one addition per movie. Memory: one number per "
                                                 "user and movie.");
    info.predictsStars = true;
    info.settings = settings();
    info.fit = fitBy(fitBias);
    return info;
}

} // namespace towerlab::methods
