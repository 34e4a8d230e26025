// SPDX-License-Identifier: MIT
#include "core/baselines/matrix_factorisation.h"
#include "core/methods/fit_by.h"
#include "core/methods/shared_settings.h"
#include "core/translatable.h"

namespace towerlab::methods {
namespace {

SettingsValue settings() {
    SettingFields fields;
    SettingGroup<MatrixFactorisationSettings> group(fields);
    addFactors(group);
    addEpochs(group);
    addFallingRate(group);
    group.real("regularisation", TOWERLAB_TRANSLATABLE("Methods", "Regularisation"),
               TOWERLAB_TRANSLATABLE("Methods", "λ, which keeps vectors and biases short."), 0, 10,
               adaptiveStep, 4, &MatrixFactorisationSettings::regularisation);
    return {MatrixFactorisationSettings(), fields};
}

} // namespace

MethodInfo matrixFactorisation() {
    MethodInfo info;
    info.key = "mf";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Matrix factorisation (SVD)");
    info.stage = MethodStage::Ranking;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "Each user and each movie gets a vector, and a rating is the biases plus the "
                   "dot product of the two. The vectors are learnt from the ratings' errors, step "
                   "by step.");
    info.formula = TOWERLAB_TRANSLATABLE("Methods", "r̂(u, i) = μ + b_u + b_i + p_u·q_i");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods",
        "To predict stars best. It learns from rated movies only, so its lists are poor: "
        "nothing tells it what users do not watch.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: epochs × ratings × factors, on one core. A list: factors per movie. "
                   "Memory: factors per user and movie.");
    info.predictsStars = true;
    info.settings = settings();
    info.fit = fitBy(fitMatrixFactorisation);
    return info;
}

} // namespace towerlab::methods
