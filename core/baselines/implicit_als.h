// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/progress.h"
#include "core/recommend/scorer.h"

#include <cstdint>
#include <memory>
#include <span>

namespace towerlab {

struct ImplicitAlsSettings {
    int factors = 64;              ///< length of the vectors; ≥ 1
    int sweeps = 10;               ///< over all users, then all movies; ≥ 1
    double unobservedWeight = 0.2; ///< α of a pair without rating, against 1 of one with; > 0
    double regularisation = 0.005; ///< λ; > 0
    double frequencyExponent = 1;  ///< ν in [0, 1]: 0 regularises all vectors alike, 1 by use
    double spread = 0.1;           ///< norm of the vectors at the start, about; > 0
    int solverSteps = 3;           ///< of conjugate gradients for each vector; ≥ 1
    std::uint64_t seed = 42;
    int threads = 0; ///< 0: as many as the processor has cores
};

/// Matrix factorisation of what was rated at all, whatever the stars: minimises Σ_{rated} (1 -
/// p_u·q_i)² + α Σ_{all pairs} (p_u·q_i)² + λ Σ_u (n_u + α·movies)^ν |p_u|² + λ Σ_i (n_i +
/// α·users)^ν |q_i|², n being numbers of ratings. From Hu, Koren and Volinsky, "Collaborative
/// filtering for implicit feedback datasets" (ICDM 2008), in the form of Rendle et al., "Revisiting
/// the performance of iALS on item recommendation benchmarks" (RecSys 2022), each vector's least
/// squares by conjugate gradients (Takács, Pilászy and Tikk, RecSys 2011). Scores by p_u·q_i; knows
/// nothing about users and movies without a training rating. Same for any number of threads.
/// @throws SettingsError for a setting out of range or no training rows.
/// @throws Cancelled when stopped.
std::unique_ptr<Scorer> fitImplicitAls(const Dataset& dataset,
                                       std::span<const std::uint32_t> trainRows,
                                       const ImplicitAlsSettings& settings = {},
                                       const std::stop_token& stop = {},
                                       const ProgressCallback& progress = {});

} // namespace towerlab
