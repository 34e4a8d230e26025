// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/progress.h"
#include "core/recommend/scorer.h"

#include <cstdint>
#include <memory>
#include <span>

namespace towerlab {

struct PopularitySettings {
    float minimumStars = 0; ///< ratings below it do not count; 4 of 5 counts likes only
};

/// Scores a movie by the number of its training ratings, the same for every user.
/// @throws SettingsError if there are no training rows.
std::unique_ptr<Scorer> fitPopularity(const Dataset& dataset,
                                      std::span<const std::uint32_t> trainRows,
                                      const PopularitySettings& settings = {},
                                      const std::stop_token& stop = {},
                                      const ProgressCallback& progress = {});

} // namespace towerlab
