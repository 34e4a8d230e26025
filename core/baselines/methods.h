// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/evaluate/scorer.h"
#include "core/model/settings_fields.h"
#include "core/progress.h"

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

/// A way of recommending, for people and for programs that compare them all. Texts are in English,
/// in the translation context "Methods".
struct MethodInfo {
    std::string_view key; ///< "item-cf": in files and on the command line
    std::string_view name;
    MethodStage stage = MethodStage::Recall;
    std::string_view idea; ///< two sentences
    std::string_view formula;
    std::string_view whenToUse;
    std::string_view cost; ///< time and memory of fitting and of one user's list
    bool predictsStars = false;
    std::vector<MethodParameter> parameters;
    /// Called through fitMethod(), which checks and completes the options: every parameter has a
    /// value in its range.
    std::function<std::unique_ptr<Scorer>(const Dataset&, std::span<const std::uint32_t>,
                                          const MethodOptions&, const std::stop_token&,
                                          const ProgressCallback&)>
        fit;
};

/// All methods of this folder, simple ones first.
const std::vector<MethodInfo>& baselineMethods();

/// @throws SettingsError, naming those there are, if there is none of that key.
const MethodInfo& baselineMethod(std::string_view key);

/// Fits a method to the ratings of `trainRows` (rows of the data set's ratings).
/// @throws SettingsError for a value that the method does not have, or out of its range.
/// @throws Cancelled when stopped; whatever else the method's own function throws.
std::unique_ptr<Scorer> fitMethod(const MethodInfo& method, const Dataset& dataset,
                                  std::span<const std::uint32_t> trainRows,
                                  const MethodOptions& options = {},
                                  const std::stop_token& stop = {},
                                  const ProgressCallback& progress = {});

} // namespace towerlab
