// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/evaluate/confidence.h"
#include "core/progress.h"
#include "core/recommend/scorer.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace towerlab {

/// How well a method predicts ratings, in stars.
struct RatingReport {
    std::vector<std::uint32_t> rows; ///< the tested ratings, as handed in
    std::vector<float> predicted;    ///< one a tested rating
    double rmse = 0;
    double mae = 0;
    double secondsPerUser = 0; ///< mean time to predict one user's tested ratings, on one core
    /// One a user with tested ratings: sums of squared errors and their number.
    std::vector<double> squaredErrors;
    std::vector<double> counts;

    /// RMSE with a 95 % bootstrap interval over users (ratings of one user hang together).
    Estimate rmseEstimate(std::uint64_t seed = 42) const;
};

/// Has the method predict the ratings of the rows.
/// @throws SettingsError if the method predicts no stars, or there are no rows.
/// @throws Cancelled when stopped.
RatingReport evaluateRatings(const Scorer& scorer, const Dataset& dataset,
                             std::span<const std::uint32_t> rows, int threads = 0,
                             const std::stop_token& stop = {},
                             const ProgressCallback& progress = {});

/// How well a method tells liked ratings from the others.
struct LikeReport {
    std::vector<float> predicted;  ///< one a tested rating: a probability, or stars
    std::optional<double> auc;     ///< none if all are liked, or none is
    std::optional<double> logLoss; ///< in nats; only of probabilities
};

/// Has the method say of the ratings of the rows whether they are likes: the chance of it, or where
/// it has none the predicted stars.
/// @param likedFrom stars from which a rating is a like
/// @throws SettingsError if the method predicts neither, or there are no rows.
/// @throws Cancelled when stopped.
LikeReport evaluateLikes(const Scorer& scorer, const Dataset& dataset,
                         std::span<const std::uint32_t> rows, float likedFrom, int threads = 0,
                         const std::stop_token& stop = {}, const ProgressCallback& progress = {});

} // namespace towerlab
