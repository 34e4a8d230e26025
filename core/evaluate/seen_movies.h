// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <span>
#include <vector>

namespace towerlab {

/// By user row: movie rows of the user's training ratings, ascending.
std::vector<std::vector<std::int32_t>> seenMovies(const Dataset& dataset,
                                                  std::span<const std::uint32_t> trainRows);

} // namespace towerlab
