// SPDX-License-Identifier: MIT
#include "core/classify/like_classifier.h"
#include "core/methods/classifier_settings.h"
#include "core/methods/fit_by.h"
#include "core/translatable.h"

namespace towerlab::methods {
namespace {

SettingsValue settings() {
    SettingFields fields;
    SettingGroup<LikeSettings> group(fields);
    addLikeFields(group);
    return {LikeSettings(), fields};
}

} // namespace

MethodInfo ctr() {
    MethodInfo info;
    info.key = "ctr";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Like classifier");
    info.family = MethodFamily::Classifier;
    info.stage = MethodStage::Ranking;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "Will this user like this movie, yes or no: all that is known of both is "
                   "embedded, joined and sent through dense layers. What comes out is a "
                   "probability, as in models of click-through rates (CTR).");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "P(like | u, i) = sigmoid(w·relu(W₂ relu(W₁ [x_u, x_i] + b₁) + b₂) + b₃), "
                   "minimising -ln P of what happened");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "To put in order what retrieval has found, or wherever a probability is needed. "
                   "It learns from rated movies only, so on all movies its lists are poor: nothing "
                   "tells it what users do not watch.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: epochs × ratings × the dense layers' weights. A list: the second "
                   "layer's weights per movie. Memory: the hidden units per user and movie.");
    info.predictsLikes = true;
    info.settings = settings();
    info.fit = fitBy(fitLikeClassifier);
    return info;
}

} // namespace towerlab::methods
