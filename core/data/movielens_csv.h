// SPDX-License-Identifier: MIT
// Private to core/data.
#pragma once

#include "core/data/movielens_parts.h"

namespace towerlab::detail {

/// ratings.csv with, where it is there, movies.csv: the layout of ml-latest, ml-latest-small, 20m,
/// 25m and 32m, which say nothing about users. Columns are found by their names, in any order;
/// without a header they are user, movie, rating and time. Fills the parts but for name and source.
/// @throws DataError, Cancelled
void readMovieLensCsv(const Reading& reading);

} // namespace towerlab::detail
