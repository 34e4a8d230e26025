// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/sparse_matrix.h"
#include "core/model/rating_baseline.h"
#include "core/progress.h"
#include "core/recommend/scorer.h"

#include <memory>

namespace towerlab {

/// The baseline of a matrix, by rows of the data set (λ of the defaults chosen on random splits of
/// ml-100k and ml-1m).
/// @throws SettingsError for a negative λ or fewer sweeps than 1.
/// @throws Cancelled when stopped.
RatingBaseline fitBiases(const TrainMatrix& matrix, const BaselineSettings& settings = {},
                         const std::stop_token& stop = {}, const ProgressCallback& progress = {});

/// Predicts μ + b_u + b_i; ranks by it, which is by b_i for everyone. Knows nothing about movies
/// without a training rating (score -infinity; stars μ + b_u).
/// @throws as fitBiases(), and SettingsError if there are no training rows.
std::unique_ptr<Scorer> fitBias(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                                const BaselineSettings& settings = {},
                                const std::stop_token& stop = {},
                                const ProgressCallback& progress = {});

} // namespace towerlab
