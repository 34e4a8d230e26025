// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/progress.h"

#include <filesystem>

namespace towerlab {

/// Reads a MovieLens folder, telling the format from the files in it:
/// ml-1m (users.dat, movies.dat, ratings.dat) or ml-100k (u.user, u.item, u.genre, u.data).
///
/// `path` is the folder or any file in it. Text may be UTF-8 or ISO-8859-1. Ages become ml-1m's
/// seven brackets; ml-100k's exact age is kept for display. Occupations become words.
///
/// @throws DataError naming file, line and reason: unknown format, missing or empty file, wrong
///         field count, not a number, rating out of range, rating for an unknown user or movie,
///         an id used twice, a pair rated twice.
/// @throws Cancelled when stopped.
std::shared_ptr<const Dataset> readMovieLens(const std::filesystem::path& path,
                                             const std::stop_token& stop = {},
                                             const ProgressCallback& progress = {});

} // namespace towerlab
