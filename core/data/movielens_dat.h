// SPDX-License-Identifier: MIT
// Private to core/data.
#pragma once

#include "core/data/movielens_parts.h"

namespace towerlab::detail {

/// ratings.dat with, where they are there, movies.dat and users.dat, fields separated by "::": the
/// layout of ml-1m, and of ml-10m, which has no users. Fills the parts but for name and source.
/// @throws DataError, Cancelled
void readMovieLensDat(const Reading& reading);

} // namespace towerlab::detail
