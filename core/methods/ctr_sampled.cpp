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
    group.whole(
        "negatives", TOWERLAB_TRANSLATABLE("Methods", "Negatives"),
        TOWERLAB_TRANSLATABLE("Methods", "k, the unrated movies drawn for each rating and epoch."),
        1, 100, &LikeSettings::negatives);
    return {sampledLikeSettings(), fields};
}

} // namespace

MethodInfo ctrSampled() {
    MethodInfo info;
    info.key = "ctr-sampled";
    info.name = TOWERLAB_TRANSLATABLE("Methods", "Like classifier, sampled negatives");
    info.family = MethodFamily::Classifier;
    info.stage = MethodStage::Ranking;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "The like classifier, told besides that movies drawn at random from those "
                   "without a rating are no likes. So it says how likely a user watches a movie "
                   "and likes it.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "P(watched and liked | u, i) as of the like classifier, with k unrated movies "
                   "of label 0 for each rating");
    info.whenToUse = TOWERLAB_TRANSLATABLE(
        "Methods", "When one model must rank all movies, not only some that were found before. Its "
                   "probabilities depend on how many negatives were drawn and say nothing of "
                   "movies already watched.");
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: as the like classifier, times one more than the negatives. A list "
                   "and memory: the same.");
    info.settings = settings();
    info.fit = fitBy(fitLikeClassifier);
    return info;
}

} // namespace towerlab::methods
