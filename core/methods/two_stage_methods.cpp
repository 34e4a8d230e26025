// SPDX-License-Identifier: MIT
#include "core/methods/families.h"
#include "core/methods/two_stage.h"

namespace towerlab {
namespace {

MethodInfo twoStage(std::string_view key, std::string_view name, std::string_view recall,
                    std::string_view rank, std::string_view whenToUse) {
    MethodInfo info;
    info.key = key;
    info.name = name;
    info.family = MethodFamily::TwoStage;
    info.stage = MethodStage::Ranking;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "A fast method recalls a few hundred movies out of all; a slower one, which "
                   "looks at user and movie together, puts these in order. So each does what it "
                   "is good at.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "R(u) = the N movies of highest recall(u, i); list(u) = R(u) by rank(u, i)");
    info.whenToUse = whenToUse;
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: that of both stages. A list: the recall of all movies, and the "
                   "ranking of N.");
    info.parts = {recall, rank};
    info.parameters = {wholeParameter(
        "recalled", TOWERLAB_TRANSLATABLE("Methods", "Movies recalled"),
        TOWERLAB_TRANSLATABLE("Methods", "N, how many the first stage hands to the second."), 100,
        1, 100000)};
    info.fit = [](const FitInput& in) {
        return std::make_unique<TwoStageScorer>(in.parts[0], in.parts[1],
                                                wholeValue(in.options, "recalled"), *in.dataset,
                                                in.trainRows);
    };
    return info;
}

} // namespace

std::vector<MethodInfo> twoStageMethods() {
    return {
        twoStage("two-stage", TOWERLAB_TRANSLATABLE("Methods", "Recall by two towers, then rank"),
                 "two-tower-in-batch", "ctr-sampled",
                 TOWERLAB_TRANSLATABLE("Methods",
                                       "Where there are too many movies to look at each of them "
                                       "closely: what large services do.")),
        twoStage(
            "two-stage-rated", TOWERLAB_TRANSLATABLE("Methods", "Recall by two towers, then likes"),
            "two-tower-in-batch", "ctr",
            TOWERLAB_TRANSLATABLE(
                "Methods", "To show what a ranking stage must not be: this one learnt from rated "
                           "movies only, so it knows who would like a movie, not who would "
                           "watch it."))};
}

} // namespace towerlab
