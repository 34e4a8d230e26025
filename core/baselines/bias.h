// SPDX-License-Identifier: MIT
#pragma once

#include "core/baselines/train_matrix.h"
#include "core/evaluate/scorer.h"
#include "core/progress.h"

#include <memory>
#include <vector>

namespace towerlab {

/// How generous each user is and how good each movie, in stars above or below the mean.
struct Biases {
    double mean = 0;
    std::vector<float> user;  ///< by row; 0 for a user without training ratings
    std::vector<float> movie; ///< by row; 0 for a movie without

    float of(std::size_t userRow, std::size_t movieRow) const {
        return static_cast<float>(mean) + user[userRow] + movie[movieRow];
    }
};

struct BiasSettings {
    double userRegularisation = 5; ///< ratings at 0 that each user seems to have besides; ≥ 0
    double movieRegularisation = 5;
    int sweeps = 10; ///< over all movies, then all users; ≥ 1
};

/// Minimises Σ (r - μ - b_u - b_i)² + λ_u Σ b_u² + λ_i Σ b_i² by alternating least squares (Koren,
/// "Factor in the neighbors", TKDD 2010, section 2.1; λ chosen on random splits of ml-100k and
/// ml-1m).
/// @throws SettingsError for a negative λ or fewer sweeps than 1.
/// @throws Cancelled when stopped.
Biases fitBiases(const TrainMatrix& matrix, const BiasSettings& settings = {},
                 const std::stop_token& stop = {}, const ProgressCallback& progress = {});

/// Predicts μ + b_u + b_i; ranks by it, which is by b_i for everyone. Knows nothing about movies
/// without a training rating (score -infinity; stars μ + b_u).
/// @throws as fitBiases(), and SettingsError if there are no training rows.
std::unique_ptr<Scorer> fitBias(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                                const BiasSettings& settings = {}, const std::stop_token& stop = {},
                                const ProgressCallback& progress = {});

} // namespace towerlab
