// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/model/settings.h"
#include "core/progress.h"
#include "core/recommend/two_tower_scorer.h"

#include <cstdint>
#include <memory>
#include <span>

namespace towerlab {

/// Trains two towers on some ratings, to be tested on others. All of `trainRows` train, unless the
/// settings need a validation part (early stopping, best epoch).
/// @throws SettingsError, TrainingError as Trainer does; Cancelled when stopped.
std::unique_ptr<TwoTowerScorer> fitTwoTower(const std::shared_ptr<const Dataset>& dataset,
                                            std::span<const std::uint32_t> trainRows,
                                            RunSettings settings, const std::stop_token& stop = {},
                                            const ProgressCallback& progress = {});

} // namespace towerlab
