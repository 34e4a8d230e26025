// SPDX-License-Identifier: MIT
// What the neighbourhood methods share; private to core/baselines.
#pragma once

#include "core/baselines/neighbourhood.h"
#include "core/baselines/similarity.h"
#include "core/data/side.h"

namespace towerlab::detail {

/// The nearest of each movie or user, whichever side is compared.
NeighbourLists findNeighbours(const TrainMatrix& matrix, Side side, CfSimilarity similarity,
                              const SimilaritySettings& settings, const BaselineSettings& biases,
                              const std::stop_token& stop, const ProgressCallback& progress);

/// c_ui = mean + user + movie of kNN: the fitted biases, or means of one side alone.
RatingBaseline centreOf(const TrainMatrix& matrix, Side side, const KnnSettings& settings,
                        const std::stop_token& stop);

/// @throws SettingsError
void check(const TopNSettings& settings);
void check(const KnnSettings& settings);

} // namespace towerlab::detail
