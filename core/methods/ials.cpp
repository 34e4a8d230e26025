// SPDX-License-Identifier: MIT
#include "core/baselines/implicit_als.h"
#include "core/methods/fit_by.h"
#include "core/methods/shared_settings.h"
#include "core/translatable.h"

namespace towerlab::methods {
namespace {

SettingsValue settings() {
    SettingFields fields;
    SettingGroup<ImplicitAlsSettings> group(fields);
    addFactors(group);
    group.whole("sweeps", TOWERLAB_TRANSLATABLE("Methods", "Sweeps"),
                TOWERLAB_TRANSLATABLE("Methods", "Passes over all users and all movies."), 1, 1000,
                &ImplicitAlsSettings::sweeps);
    group.real("unobserved_weight", TOWERLAB_TRANSLATABLE("Methods", "Weight of the unrated"),
               TOWERLAB_TRANSLATABLE("Methods", "α, how much a pair without a rating counts "
                                                "against 1 for one with."),
               1e-4, 10, adaptiveStep, 4, &ImplicitAlsSettings::unobservedWeight);
    group.real("regularisation", TOWERLAB_TRANSLATABLE("Methods", "Regularisation"),
               TOWERLAB_TRANSLATABLE("Methods", "λ, which keeps vectors short."), 1e-6, 10,
               adaptiveStep, 5, &ImplicitAlsSettings::regularisation);
    group.real("frequency_exponent", TOWERLAB_TRANSLATABLE("Methods", "Frequency exponent"),
               TOWERLAB_TRANSLATABLE("Methods", "ν: 0 regularises all vectors alike, 1 those of "
                                                "many ratings more."),
               0, 1, adaptiveStep, 2, &ImplicitAlsSettings::frequencyExponent);
    return {ImplicitAlsSettings(), fields};
}

} // namespace

MethodInfo implicitAls() {
    MethodInfo info;
    info.key = "ials";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Implicit ALS");
    info.stage = MethodStage::Retrieval;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods",
        "That a movie was rated at all says more than its stars: rated pairs should have "
        "a dot product of 1, all others one of 0 with less weight. Users' and movies' "
        "vectors are solved for in turn.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "score(u, i) = p_u·q_i, minimising Σ_rated (1 - p·q)² + α Σ_all (p·q)² + λ Σ "
                   "|p|², |q|²");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "To find what users will watch next: the strongest of the classical methods "
                   "here, and the bar for the two towers.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: sweeps × (ratings × factors + users and movies × factors²). A list: "
                   "factors per movie. Memory: factors per user and movie.");
    info.settings = settings();
    info.fit = fitBy(fitImplicitAls);
    return info;
}

} // namespace towerlab::methods
