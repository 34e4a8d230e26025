// SPDX-License-Identifier: MIT
// What the neighbourhood methods share; private to core/baselines.
#pragma once

#include "core/baselines/neighbourhood.h"
#include "core/baselines/similarity.h"

namespace towerlab::detail {

/// Which side of the matrix is compared.
enum class Side { Movies, Users };

/// The nearest of each movie or user.
NeighbourLists findNeighbours(const TrainMatrix& matrix, Side side, CfSimilarity similarity,
                              const SimilaritySettings& settings, const BiasSettings& biases,
                              const std::stop_token& stop, const ProgressCallback& progress);

/// c_ui = mean + user + movie of kNN: the fitted biases, or means of one side alone.
Biases centreOf(const TrainMatrix& matrix, Side side, const KnnSettings& settings,
                const std::stop_token& stop);

/// @throws SettingsError
void check(const TopNSettings& settings);
void check(const KnnSettings& settings);

} // namespace towerlab::detail
