// SPDX-License-Identifier: MIT
#pragma once

#include "core/baselines/bias.h"
#include "core/data/dataset.h"
#include "core/progress.h"
#include "core/recommend/scorer.h"

#include <cstdint>
#include <memory>
#include <span>

namespace towerlab {

/// What makes two movies (item-CF) or two users (user-CF) alike. For user-CF read users for movies
/// and movies for users.
enum class CfSimilarity {
    /// Cosine of the movies' columns of the user-movie matrix, a missing rating being 0 (Sarwar et
    /// al., "Item-based collaborative filtering", WWW 2001, section 3.1.1).
    Cosine,
    /// Cosine of the ratings by users who rated both, each less the user's mean (ibid. 3.1.3).
    AdjustedCosine,
    /// Correlation of the ratings by users who rated both (ibid. 3.1.2; of users: Resnick et al.,
    /// "GroupLens", CSCW 1994).
    Pearson,
    /// Cosine of what biases leave over of the ratings by users who rated both (Koren, "Factor in
    /// the neighbors", TKDD 2010, section 2.2).
    BaselinePearson,
};

/// How a rating weighs in top-N recommendation.
enum class RatingWeight {
    One,   ///< that a movie was rated is what counts
    Stars, ///< as many as it has stars
};

struct TopNSettings {
    CfSimilarity similarity = CfSimilarity::Cosine;
    RatingWeight weight = RatingWeight::One; ///< of Cosine's columns, and of each rating summed up
    int neighbours = 50;                     ///< k ≥ 1
    /// λ ≥ 0 of n / (n + λ), see SimilaritySettings. 0 suits Cosine, whose norms tell few ratings
    /// from many; the others, over common ratings only, need some 50.
    double shrinkage = 0;
    int threads = 0; ///< 0: as many as the processor has cores
};

/// Recommends movies like those that the user rated: score(u, i) = Σ_{j ∈ N_k(i), rated by u}
/// sim(i, j) · weight(u, j), N_k(i) being the k movies most like i (Deshpande and Karypis, TOIS
/// 2004; as evaluated in Ferrari Dacrema et al., RecSys 2019). A sum, not a mean, so that much
/// evidence counts. Of a user without training ratings, and of a movie without, it knows nothing.
/// Time O(Σ_u ratings²) once; memory O(movies · k).
/// @throws SettingsError for a setting out of range or no training rows.
/// @throws Cancelled when stopped.
std::unique_ptr<Scorer> fitItemCf(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                                  const TopNSettings& settings = {},
                                  const std::stop_token& stop = {},
                                  const ProgressCallback& progress = {});

/// Recommends what users like this one rated: score(u, i) = Σ_{v ∈ N_k(u), rated i} sim(u, v) ·
/// weight(v, i), N_k(u) being the k users most like u (Resnick et al. 1994, made top-N as in
/// Ferrari Dacrema et al. 2019). Time O(Σ_i ratings²) once; memory O(users · k).
/// @throws as fitItemCf().
std::unique_ptr<Scorer> fitUserCf(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                                  const TopNSettings& settings = {},
                                  const std::stop_token& stop = {},
                                  const ProgressCallback& progress = {});

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
/// @throws as fitItemCf().
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
