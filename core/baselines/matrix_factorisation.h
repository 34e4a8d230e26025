// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/progress.h"
#include "core/recommend/scorer.h"

#include <cstdint>
#include <memory>
#include <span>

namespace towerlab {

struct MatrixFactorisationSettings {
    int factors = 64;             ///< length of the vectors; ≥ 1
    int epochs = 30;              ///< passes over the training ratings; ≥ 1
    double learningRate = 0.02;   ///< of the first epoch, falling evenly towards 0; > 0
    double regularisation = 0.07; ///< λ of vectors and biases alike; ≥ 0
    double spread = 0.1;          ///< standard deviation of the vectors at the start; ≥ 0
    std::uint64_t seed = 42;
};

/// Biased matrix factorisation, "SVD": r̂_ui = μ + b_u + b_i + p_u·q_i, minimising Σ (r - r̂)² +
/// λ (b_u² + b_i² + |p_u|² + |q_i|²) over the training ratings by stochastic gradient descent, in a
/// new random order each epoch (Koren, Bell and Volinsky, "Matrix factorization techniques for
/// recommender systems", IEEE Computer 2009, equation 5; Funk 2006). Ranks by r̂, which is known to
/// recommend poorly. Runs on one thread: the same seed gives the same model.
/// @throws SettingsError for a setting out of range or no training rows.
/// @throws TrainingError if training diverges (a learning rate too high).
/// @throws Cancelled when stopped.
std::unique_ptr<Scorer> fitMatrixFactorisation(const Dataset& dataset,
                                               std::span<const std::uint32_t> trainRows,
                                               const MatrixFactorisationSettings& settings = {},
                                               const std::stop_token& stop = {},
                                               const ProgressCallback& progress = {});

} // namespace towerlab
