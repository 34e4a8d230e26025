// SPDX-License-Identifier: MIT
// Private to core/data.
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <vector>

namespace towerlab::detail {

/// Rows of ratings that the same user has given the same movie anew: later by time or, where times
/// tie, further down. Ascending.
std::vector<std::uint32_t> outdatedRatings(const RatingColumns& ratings, const RatingGroups& byUser,
                                           std::size_t movies);

/// The ratings without some rows.
/// @param rows ascending
RatingColumns without(const RatingColumns& ratings, const std::vector<std::uint32_t>& rows);

} // namespace towerlab::detail
