// SPDX-License-Identifier: MIT
// Item-CF and user-CF that recommend without predicting ratings.
#pragma once

#include "core/baselines/neighbours.h"
#include "core/data/dataset.h"
#include "core/progress.h"
#include "core/recommend/scorer.h"

#include <cstdint>
#include <memory>
#include <span>

namespace towerlab {

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

} // namespace towerlab
