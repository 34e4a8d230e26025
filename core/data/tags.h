// SPDX-License-Identifier: MIT
// Private to core/data.
#pragma once

#include "core/data/movielens_parts.h"

#include <string_view>

namespace towerlab::detail {

/// Reads what users have called movies (tags.csv, tags.dat: user, movie, tag, time) into a column
/// of texts of the movies: each movie's tags, the most frequent first, whatever their capitals.
/// Lines that can't be read, or speak of unknown movies, are passed over: tags are no ratings.
void readTags(const Reading& reading, std::string_view file);

} // namespace towerlab::detail
