// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/compare_metrics.h"
#include "core/compare/test_plan.h"
#include "core/evaluate/confidence.h"
#include "core/methods/method.h"
#include "core/model/settings.h"
#include "core/progress.h"
#include "core/recommend/scorer.h"
#include "core/settings/settings_value.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace towerlab {

/// A method that takes part, with the settings in which it differs from its defaults.
struct CompareEntry {
    std::string key; ///< MethodInfo::key
    SettingChanges values = {};
    std::string name = {}; ///< what a person calls it; empty: the method's name
    friend bool operator==(const CompareEntry&, const CompareEntry&) = default;
};

/// A run of one's own, by all of its settings: defaults may be others one day.
CompareEntry ownRunEntry(const std::string& name, const RunSettings& settings);

/// The method's settings with those of the entry.
/// @throws SettingsError if there is no such method or setting, or for a value out of range.
SettingsValue methodSettings(const CompareEntry& entry);

/// What is compared, and how.
struct CompareSettings {
    TestPlan plan;
    std::vector<CompareEntry> entries;
    int places = 10;     ///< K of the metrics, at least 1
    float likedFrom = 4; ///< stars from which classification calls a rating a like
    int threads = 0;     ///< 0: as many as the processor has cores
    friend bool operator==(const CompareSettings&, const CompareSettings&) = default;
};

/// How one method did.
struct MethodResult {
    CompareEntry entry;
    std::string error = {}; ///< why it has no figures, for people; else empty
    /// One for each of compareMetrics(); none where a metric does not apply to the method or the
    /// test. Metrics that are no mean over users have an interval of no width.
    std::vector<std::optional<Estimate>> values = {};
    /// NDCG@K of the catalogue for each of Comparison::users, for paired tests; empty without.
    std::vector<double> perUser = {};
};

/// A finished comparison. Everything but `test` and `scorers` goes into its file.
struct Comparison {
    CompareSettings settings;
    std::string datasetName;
    std::string datasetSource; ///< folder, empty for built-in data
    std::string finished;      ///< ISO 8601 in UTC, to the second
    std::string processor;     ///< that the times were taken on
    std::uint64_t trainRatings = 0;
    std::uint64_t testRatings = 0;
    std::uint64_t rankings = 0;          ///< cases of the sampled protocol
    bool stoppedEarly = false;           ///< some methods are missing
    std::vector<std::string> notes = {}; ///< PlannedTest::notes
    std::vector<std::int32_t> users;     ///< rows with movies to be found, ascending
    std::vector<MethodResult> methods;

    /// Only of a comparison made in this process: what was tested, and the fitted methods, one for
    /// each of `methods`; null where it failed.
    std::shared_ptr<const PlannedTest> test;
    std::vector<std::shared_ptr<const Scorer>> scorers;
};

struct CompareObserver {
    /// Fitting and testing of the method at that place of CompareSettings::entries; `fraction` in
    /// [0, 1] of this method's work, `phase` a literal.
    std::function<void(std::size_t method, double fraction, std::string_view phase)> onProgress;
    /// A method is done, or has failed.
    std::function<void(std::size_t method, const MethodResult& result)> onResult;
};

/// Fits each method on the plan's training part and tests it. A method that is part of another is
/// fitted once. A method that can't be fitted gets its error and the others go on.
///
/// When stopped it gives what is finished, with stoppedEarly set.
/// @throws Cancelled when stopped before the first method was done.
/// @throws SettingsError for settings out of range or a method that there is none of;
/// @throws DataError for the plan's files, and where nothing would be tested.
Comparison compareMethods(const std::shared_ptr<const Dataset>& dataset,
                          const CompareSettings& settings, const CompareObserver& observer = {},
                          const std::stop_token& stop = {});

/// Whether a method's value of a metric is the best of the comparison, ties included; never for
/// metrics of which neither direction is better, nor where all methods with a value are alike.
bool isBest(const Comparison& comparison, std::size_t method, std::size_t metric);

/// One method's NDCG@K over the catalogue against another's, user by user; none if either has none.
std::optional<PairedComparison> paired(const Comparison& comparison, std::size_t first,
                                       std::size_t second);

/// The first `count` movies of a user who need not be tested, those rated in training left out;
/// best first, equal scores by row. What the method knows nothing about is left out.
std::vector<std::int32_t> topMovies(const Scorer& scorer, const PlannedTest& test,
                                    std::size_t userRow, std::size_t count);

} // namespace towerlab
