// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/data/rating_scale.h"
#include "core/progress.h"
#include "core/recommend/scorer.h"
#include "core/settings/settings_value.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace towerlab {

/// Where a method stands in a recommender of two stages.
enum class MethodStage {
    Retrieval, ///< finds what a user might watch among all movies
    Ranking,   ///< puts what was found in order, or predicts its stars
};

/// What a fit may be told; empty for the defaults.
struct MethodOptions {
    std::uint64_t seed = 42; ///< of methods that draw
    int threads = 0;         ///< 0: as many as the processor has cores; results don't depend on it
    SettingsValue settings = {}; ///< MethodInfo::settings, changed or not; empty: these
    /// Of the data: where likes begin for settings that leave it open. Filled by fitMethod().
    RatingScale scale = {};
};

/// What a method is fitted to, and how.
struct FitInput {
    std::shared_ptr<const Dataset> dataset;
    std::span<const std::uint32_t> trainRows; ///< rows of the data set's ratings
    MethodOptions options = {};
    /// Fitted methods, one for each of partsOf() and in their order.
    std::vector<std::shared_ptr<const Scorer>> parts = {};
    std::stop_token stop = {};
    ProgressCallback progress = {};
};

/// What kind of question a method was made to answer.
enum class MethodFamily { Classical, Classifier, TwoTower, TwoStage };

/// A way of recommending, for people and for programs that compare them all. Texts are in English,
/// in the translation context "Methods".
struct MethodInfo {
    std::string_view key; ///< "item-cf": in files and on the command line
    std::string_view name;
    MethodFamily family = MethodFamily::Classical;
    MethodStage stage = MethodStage::Retrieval;
    std::string_view idea; ///< two sentences
    std::string_view formula;
    std::string_view whenToUse;
    std::string_view cost; ///< time and memory of fitting and of one user's list
    bool predictsStars = false;
    bool predictsLikes = false;  ///< gives the chance of a like, Scorer::predictLikes()
    SettingsValue settings = {}; ///< its own, by their defaults
    /// Keys of the methods that this one is made of; see partsOf().
    std::function<std::vector<std::string_view>(const SettingsValue&)> parts = {};
    /// Called through fitMethod(), which checks and completes the input.
    std::function<std::unique_ptr<Scorer>(const FitInput&)> fit = {};
};

/// Every method there is, by family, simple ones first.
const std::vector<MethodInfo>& allMethods();

/// Two towers with every setting of a run of one's own, its seed included; none of allMethods(), as
/// it says nothing without them.
const MethodInfo& ownRunMethod();

/// One of allMethods(), or the own run; null if there is none of that key.
const MethodInfo* findMethod(std::string_view key);

/// @throws SettingsError, naming those there are, if there is none of that key.
const MethodInfo& method(std::string_view key);

/// Keys of the methods that one is made of with these settings (empty: its own), mostly none.
std::vector<std::string_view> partsOf(const MethodInfo& method, const SettingsValue& settings = {});

/// Fits a method to the ratings of `input.trainRows`; what it is made of is fitted first, by its
/// defaults, where `input.parts` does not bring it.
/// @throws SettingsError for a setting out of its range.
/// @throws Cancelled when stopped; whatever else the method's own function throws.
std::unique_ptr<Scorer> fitMethod(const MethodInfo& method, FitInput input);

} // namespace towerlab
