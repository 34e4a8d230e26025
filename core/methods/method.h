// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/model/settings_fields.h"
#include "core/progress.h"
#include "core/recommend/scorer.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace towerlab {

/// Where a method stands in a recommender of two stages.
enum class MethodStage {
    Recall,  ///< finds what a user might watch among all movies
    Ranking, ///< puts what was found in order, or predicts its stars
};

/// One setting of a method, for forms and command lines.
struct MethodParameter {
    std::string_view key; ///< "neighbours"
    std::string_view label;
    std::string_view help; ///< a sentence that teaches
    FieldKind kind = FieldKind::Real;
    double standard = 0; ///< the default; for a Choice its index
    double minimum = 0;
    double maximum = 0;
    int decimals = 0;                 ///< of a spin box
    std::vector<FieldChoice> choices; ///< of a Choice
};

/// What a fit may be told; empty for the defaults.
struct MethodOptions {
    std::uint64_t seed = 42; ///< of methods that draw
    int threads = 0;         ///< 0: as many as the processor has cores; results don't depend on it
    std::map<std::string, double, std::less<>> values = {}; ///< by parameter key; absent: standard
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
    MethodStage stage = MethodStage::Recall;
    std::string_view idea; ///< two sentences
    std::string_view formula;
    std::string_view whenToUse;
    std::string_view cost; ///< time and memory of fitting and of one user's list
    bool predictsStars = false;
    bool predictsLikes = false; ///< gives the chance of a like, Scorer::predictLikes()
    std::vector<MethodParameter> parameters = {};
    /// Keys of the methods that this one is made of; see partsOf().
    std::function<std::vector<std::string_view>(const MethodOptions&)> parts = {};
    /// Called through fitMethod(), which checks and completes the input.
    std::function<std::unique_ptr<Scorer>(const FitInput&)> fit = {};
};

/// The value of a parameter in complete options: whole, or of an enumeration.
int wholeValue(const MethodOptions& options, std::string_view key);
double realValue(const MethodOptions& options, std::string_view key);
template <typename Enumeration>
Enumeration choiceValue(const MethodOptions& options, std::string_view key) {
    return static_cast<Enumeration>(wholeValue(options, key));
}

/// Parameters of a method, for those who list them.
MethodParameter wholeParameter(std::string_view key, std::string_view label, std::string_view help,
                               double standard, double minimum, double maximum);
MethodParameter realParameter(std::string_view key, std::string_view label, std::string_view help,
                              double standard, double minimum, double maximum, int decimals);
template <typename Enumeration>
MethodParameter choiceParameter(std::string_view key, std::string_view label, std::string_view help,
                                Enumeration standard, std::vector<FieldChoice> choices) {
    const auto last = static_cast<double>(choices.size() - 1);
    return {key, label, help, FieldKind::Choice, static_cast<double>(standard),
            0,   last,  0,    std::move(choices)};
}

/// Every method there is, by family, simple ones first.
const std::vector<MethodInfo>& allMethods();

/// @throws SettingsError, naming those there are, if there is none of that key.
const MethodInfo& method(std::string_view key);

/// The options with every parameter that they leave out at its standard value.
/// @throws SettingsError for a value that the method does not have, or out of its range.
MethodOptions completed(const MethodInfo& method, MethodOptions options);

/// Keys of the methods that one is made of with these options, mostly none.
/// @throws SettingsError as completed() does.
std::vector<std::string_view> partsOf(const MethodInfo& method, const MethodOptions& options);

/// Fits a method to the ratings of `input.trainRows`; what it is made of is fitted first, by its
/// defaults, where `input.parts` does not bring it.
/// @throws SettingsError for a value that the method does not have, or out of its range.
/// @throws Cancelled when stopped; whatever else the method's own function throws.
std::unique_ptr<Scorer> fitMethod(const MethodInfo& method, FitInput input);

} // namespace towerlab
