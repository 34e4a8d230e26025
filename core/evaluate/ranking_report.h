// SPDX-License-Identifier: MIT
#pragma once

#include "core/evaluate/confidence.h"
#include "core/evaluate/ranking_cases.h"
#include "core/evaluate/ranking_metrics.h"
#include "core/progress.h"
#include "core/recommend/scorer.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace towerlab {

/// What a method achieved in a ranking task, user by user.
struct RankingReport {
    std::vector<int> cutoffs;
    std::vector<std::int32_t> users; ///< rows of the tested users, ascending
    /// users × cutoffs, row by row. A user with several cases has the mean over these, so that
    /// users count alike and are independent of each other.
    std::vector<RankingValues> values;
    /// In a full-catalogue task, one a user: the first max(cutoffs) movies, best first, equal
    /// scores by row, what the method knows nothing about (-infinity) left out. Else empty.
    std::vector<std::vector<std::int32_t>> lists;
    std::size_t cases = 0;
    double secondsPerCase = 0; ///< mean time that the method took to score a case, on one core

    /// One value per user, in the order of `users`: for comparePaired().
    /// @throws SettingsError if k is not one of the cutoffs.
    std::vector<double> perUser(RankingMetric metric, int k) const;
    double mean(RankingMetric metric, int k) const;
    /// Mean over the users with a 95 % bootstrap interval.
    Estimate estimate(RankingMetric metric, int k, std::uint64_t seed = 42) const;
};

struct RankingOptions {
    std::vector<int> cutoffs = {10}; ///< the K of the metrics, each at least 1
    int threads = 0;                 ///< 0: as many as the processor has cores
};

/// Has the method rank every case. The values do not depend on the number of threads.
/// @throws SettingsError for no cutoffs, a cutoff below 1, or a task without cases.
/// @throws Cancelled when stopped.
RankingReport evaluateRanking(const Scorer& scorer, const RankingTask& task,
                              const RankingOptions& options = {}, const std::stop_token& stop = {},
                              const ProgressCallback& progress = {});

/// The part of a report about the users (rows) that `accept` takes; `cases` and `secondsPerCase`
/// stay those of the whole.
RankingReport onlyUsers(const RankingReport& report,
                        const std::function<bool(std::int32_t userRow)>& accept);

} // namespace towerlab
