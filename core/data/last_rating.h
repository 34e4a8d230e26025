// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/data/random.h"

#include <cstdint>
#include <span>

namespace towerlab {

/// Whether any of these ratings carries a time.
bool haveTimes(const Dataset& dataset, std::span<const std::uint32_t> rows);

/// The last of a user's ratings by time, as He et al., "Neural Collaborative Filtering" (WWW 2017),
/// section 4.1, hold out. Of several at the latest time, and of all where no time is known, one is
/// drawn: the order of a file, often that of the movies, must not choose.
/// @param rows in file order, at least one
std::uint32_t lastRating(const Dataset& dataset, std::span<const std::uint32_t> rows,
                         Random& random);

} // namespace towerlab
