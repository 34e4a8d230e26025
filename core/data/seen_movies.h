// SPDX-License-Identifier: MIT
// What a user has rated, as ascending rows of the movies.
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <span>
#include <vector>

namespace towerlab {

/// By user row: the movies of the user's training ratings.
std::vector<std::vector<std::int32_t>> seenMovies(const Dataset& dataset,
                                                  std::span<const std::uint32_t> trainRows);

/// The same of one user.
/// @param trainRows ascending
std::vector<std::int32_t> seenMoviesOf(const Dataset& dataset, std::size_t userRow,
                                       std::span<const std::uint32_t> trainRows);

/// The movies of all of a user's ratings in the data set.
std::vector<std::int32_t> ratedMovies(const Dataset& dataset, std::size_t userRow);

/// The movies of [0, `movies`) that are not among `seen`, into `unseen`.
/// @param seen ascending
void unseenMovies(std::size_t movies, std::span<const std::int32_t> seen,
                  std::vector<std::int32_t>& unseen);

} // namespace towerlab
