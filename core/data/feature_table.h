// SPDX-License-Identifier: MIT
// Reading tables of users and of items, whose columns become features; private to core/data.
#pragma once

#include "core/data/movielens_parts.h"

#include <string_view>

namespace towerlab::detail {

/// Reads a table of users into `reading.parts`. What each column is, is told by its cells and its
/// name (feature_kinds.h); genders and ages become what MovieLens calls them.
/// @param idName of the users' column in the ratings; the same here, or a usual name, or "id"
void readUserTable(const Reading& reading, std::string_view file, std::string_view idName);

/// The same of items: one column may be the title, one the year, and of those that hold several
/// words the first is taken for genres.
void readItemTable(const Reading& reading, std::string_view file, std::string_view idName);

} // namespace towerlab::detail
