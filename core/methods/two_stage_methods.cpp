// SPDX-License-Identifier: MIT
#include "core/methods/families.h"
#include "core/methods/two_stage.h"
#include "core/translatable.h"

#include <algorithm>
#include <array>

namespace towerlab {
namespace {

/// Methods that may make a stage: fast ones that find, and those that put in order.
constexpr std::array<FieldChoice, 9> recallMethods = {
    {{"two-tower-in-batch", TOWERLAB_TRANSLATABLE("Methods", "Two towers: in-batch softmax")},
     {"two-tower-catalogue", TOWERLAB_TRANSLATABLE("Methods", "Two towers: full softmax")},
     {"two-tower-dssm", TOWERLAB_TRANSLATABLE("Methods", "Two towers: DSSM softmax")},
     {"two-tower-bpr", TOWERLAB_TRANSLATABLE("Methods", "Two towers: BPR")},
     {"popularity", TOWERLAB_TRANSLATABLE("Methods", "Popularity")},
     {"rules", TOWERLAB_TRANSLATABLE("Methods", "Association rules")},
     {"item-cf", TOWERLAB_TRANSLATABLE("Methods", "Item-CF")},
     {"user-cf", TOWERLAB_TRANSLATABLE("Methods", "User-CF")},
     {"ials", TOWERLAB_TRANSLATABLE("Methods", "Implicit ALS")}}};
constexpr std::array<FieldChoice, 5> rankMethods = {
    {{"ctr-sampled", TOWERLAB_TRANSLATABLE("Methods", "Binary classifier, sampled negatives")},
     {"ctr", TOWERLAB_TRANSLATABLE("Methods", "Binary classifier")},
     {"two-tower-catalogue", TOWERLAB_TRANSLATABLE("Methods", "Two towers: full softmax")},
     {"mf", TOWERLAB_TRANSLATABLE("Methods", "Matrix factorisation (SVD)")},
     {"item-knn", TOWERLAB_TRANSLATABLE("Methods", "Item-kNN ratings")}}};

template <std::size_t Size>
MethodParameter stageParameter(std::string_view key, std::string_view label, std::string_view help,
                               std::string_view standard,
                               const std::array<FieldChoice, Size>& choices) {
    const auto found = std::find_if(choices.begin(), choices.end(),
                                    [&](const FieldChoice& one) { return one.value == standard; });
    return choiceParameter(key, label, help, found - choices.begin(),
                           {choices.begin(), choices.end()});
}

std::vector<MethodParameter> parameters(std::string_view rank) {
    return {stageParameter("recall", TOWERLAB_TRANSLATABLE("Methods", "Recall by"),
                           TOWERLAB_TRANSLATABLE("Methods",
                                                 "The first stage: a fast method that picks the "
                                                 "candidates out of all movies."),
                           "two-tower-in-batch", recallMethods),
            stageParameter("rank", TOWERLAB_TRANSLATABLE("Methods", "Rank by"),
                           TOWERLAB_TRANSLATABLE("Methods", "The second stage: a method that puts "
                                                            "the candidates in order."),
                           rank, rankMethods),
            wholeParameter("recalled", TOWERLAB_TRANSLATABLE("Methods", "Movies recalled"),
                           TOWERLAB_TRANSLATABLE("Methods", "N, how many the first stage hands to "
                                                            "the second."),
                           100, 1, 100000)};
}

MethodInfo twoStage(std::string_view key, std::string_view name, std::string_view rank,
                    std::string_view whenToUse) {
    MethodInfo info;
    info.key = key;
    info.name = name;
    info.family = MethodFamily::TwoStage;
    info.stage = MethodStage::Ranking;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "A fast method recalls a hundred movies out of all; a slower one, which looks "
                   "at user and movie together, puts these in order. So each does what it is good "
                   "at.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods", "R(u) = the N movies of highest recall(u, i); list(u) = R(u) by rank(u, i)");
    info.whenToUse = whenToUse;
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: that of both stages. A list: the recall of all movies, and the "
                   "ranking of N.");
    info.parameters = parameters(rank);
    info.parts = [](const MethodOptions& options) {
        return std::vector{recallMethods[choiceValue<std::size_t>(options, "recall")].value,
                           rankMethods[choiceValue<std::size_t>(options, "rank")].value};
    };
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
        twoStage("two-stage", TOWERLAB_TRANSLATABLE("Methods", "Recall, then rank"), "ctr-sampled",
                 TOWERLAB_TRANSLATABLE("Methods",
                                       "Where there are too many movies to look at each of them "
                                       "closely: what large services do.")),
        twoStage("two-stage-rated", TOWERLAB_TRANSLATABLE("Methods", "Recall, then likes"), "ctr",
                 TOWERLAB_TRANSLATABLE(
                     "Methods",
                     "To show what a ranking stage must not be: this one learnt from rated "
                     "movies only, so it knows who would like a movie, not who would "
                     "watch it."))};
}

} // namespace towerlab
