// SPDX-License-Identifier: MIT
// Private to core/data.
#pragma once

#include "core/data/movielens_parts.h"

namespace towerlab::detail {

/// u.data with, where they are there, u.item and u.user; without u.genre the genres are numbered.
/// Fills the parts but for name and source.
/// @throws DataError, Cancelled
void readMovieLens100K(const Reading& reading);

} // namespace towerlab::detail
