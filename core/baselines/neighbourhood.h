// SPDX-License-Identifier: MIT
// Item-kNN and user-kNN that predict ratings.
#pragma once

#include "core/baselines/neighbours.h"
#include "core/data/dataset.h"
#include "core/model/rating_baseline.h"
#include "core/progress.h"
#include "core/recommend/scorer.h"

#include <cstdint>
#include <memory>
#include <span>

namespace towerlab {

/// What a neighbour's rating is measured against.
enum class RatingCentre {
    Mean,     ///< the mean of the movie (item-kNN) or of the user (user-kNN)
    Baseline, ///< μ + b_u + b_i: "kNN-baseline"
};

struct KnnSettings {
    CfSimilarity similarity = CfSimilarity::BaselinePearson;
    RatingCentre centre = RatingCentre::Baseline;
    int neighbours = 40;    ///< k ≥ 1 that a prediction rests on, at most
    int searched = 300;     ///< nearest of each that are kept to find these k among; ≥ k
    double shrinkage = 100; ///< λ ≥ 0 of n / (n + λ)
    BaselineSettings biases = {};
    int threads = 0; ///< 0: as many as the processor has cores
};

/// Predicts ratings from the user's own of similar movies: r̂_ui = c_ui + Σ_j sim(i, j) · (r_uj -
/// c_uj) / Σ_j sim(i, j) over the k movies rated by u that are most like i, c being the centre
/// (Koren 2010, equation 3); c_ui where there are none. Ranks by that, which is known to recommend
/// poorly.
/// @throws SettingsError for a setting out of range or no training rows.
/// @throws Cancelled when stopped.
std::unique_ptr<Scorer> fitItemKnn(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                                   const KnnSettings& settings = {},
                                   const std::stop_token& stop = {},
                                   const ProgressCallback& progress = {});

/// The same from the ratings of the movie by the k most similar users who rated it.
std::unique_ptr<Scorer> fitUserKnn(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                                   const KnnSettings& settings = {},
                                   const std::stop_token& stop = {},
                                   const ProgressCallback& progress = {});

} // namespace towerlab
