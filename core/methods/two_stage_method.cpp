// SPDX-License-Identifier: MIT
#include "core/methods/two_stage_method.h"

#include "core/methods/two_stage.h"
#include "core/settings/setting_group.h"

#include <array>
#include <memory>
#include <vector>

namespace towerlab::methods {
namespace {

/// Methods that may make a stage: fast ones that find, and those that put in order.
constexpr std::array retrievalMethods = {
    FieldChoice{"two-tower-in-batch",
                TOWERLAB_TRANSLATABLE("Methods", "Two towers: in-batch softmax")},
    FieldChoice{"two-tower-catalogue",
                TOWERLAB_TRANSLATABLE("Methods", "Two towers: full softmax")},
    FieldChoice{"two-tower-dssm", TOWERLAB_TRANSLATABLE("Methods", "Two towers: DSSM softmax")},
    FieldChoice{"two-tower-bpr", TOWERLAB_TRANSLATABLE("Methods", "Two towers: BPR")},
    FieldChoice{"popularity", TOWERLAB_TRANSLATABLE("Methods", "Popularity")},
    FieldChoice{"rules", TOWERLAB_TRANSLATABLE("Methods", "Association rules")},
    FieldChoice{"item-cf", TOWERLAB_TRANSLATABLE("Methods", "Item-CF")},
    FieldChoice{"user-cf", TOWERLAB_TRANSLATABLE("Methods", "User-CF")},
    FieldChoice{"ials", TOWERLAB_TRANSLATABLE("Methods", "Implicit ALS")}};
constexpr std::array rankMethods = {
    FieldChoice{"ctr-sampled",
                TOWERLAB_TRANSLATABLE("Methods", "Like classifier, sampled negatives")},
    FieldChoice{"ctr", TOWERLAB_TRANSLATABLE("Methods", "Like classifier")},
    FieldChoice{"two-tower-catalogue",
                TOWERLAB_TRANSLATABLE("Methods", "Two towers: full softmax")},
    FieldChoice{"mf", TOWERLAB_TRANSLATABLE("Methods", "Matrix factorisation (SVD)")},
    FieldChoice{"item-knn", TOWERLAB_TRANSLATABLE("Methods", "Item-kNN ratings")}};

struct TwoStageSettings {
    std::string_view retrieval = "two-tower-in-batch"; ///< key of a method
    std::string_view rank;                             ///< the same
    int retrieved = 100;
};

SettingsValue settings(std::string_view rank) {
    SettingFields fields;
    SettingGroup<TwoStageSettings> group(fields);
    // The keys are older than the names: files of comparisons hold them.
    group.choice("recall", TOWERLAB_TRANSLATABLE("Methods", "Retrieval by"),
                 TOWERLAB_TRANSLATABLE("Methods", "The first stage: a fast method that picks the "
                                                  "candidates out of all movies."),
                 {retrievalMethods.begin(), retrievalMethods.end()}, &TwoStageSettings::retrieval);
    group.choice("rank", TOWERLAB_TRANSLATABLE("Methods", "Rank by"),
                 TOWERLAB_TRANSLATABLE("Methods", "The second stage: a method that puts "
                                                  "the candidates in order."),
                 {rankMethods.begin(), rankMethods.end()}, &TwoStageSettings::rank);
    group.whole("recalled", TOWERLAB_TRANSLATABLE("Methods", "Movies retrieved"),
                TOWERLAB_TRANSLATABLE("Methods", "N, how many the first stage hands to "
                                                 "the second."),
                1, 100000, &TwoStageSettings::retrieved);
    TwoStageSettings standard;
    standard.rank = rank;
    return {standard, fields};
}

} // namespace

MethodInfo twoStage(std::string_view key, std::string_view name, std::string_view rank,
                    std::string_view whenToUse) {
    MethodInfo info;
    info.key = key;
    info.name = name;
    info.family = MethodFamily::TwoStage;
    info.stage = MethodStage::Ranking;
    info.idea = TOWERLAB_TRANSLATABLE(
        "Methods", "A fast method retrieves a hundred movies out of all; a slower one, which looks "
                   "at user and movie together, puts these in order. So each does what it is good "
                   "at.");
    info.formula = TOWERLAB_TRANSLATABLE(
        "Methods",
        "R(u) = the N movies of highest retrieval score; list(u) = R(u) by ranking score");
    info.whenToUse = whenToUse;
    info.cost = TOWERLAB_TRANSLATABLE(
        "Methods", "Fitting: that of both stages. A list: retrieval from all movies, and "
                   "ranking N of them.");
    info.settings = settings(rank);
    info.parts = [](const SettingsValue& chosen) {
        const auto& stages = chosen.as<TwoStageSettings>();
        return std::vector{stages.retrieval, stages.rank};
    };
    info.fit = [](const FitInput& in) {
        return std::make_unique<TwoStageScorer>(
            in.parts[0], in.parts[1], in.options.settings.as<TwoStageSettings>().retrieved,
            *in.dataset, in.trainRows);
    };
    return info;
}

} // namespace towerlab::methods
