// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/data/reading.h"
#include "core/progress.h"

#include <filesystem>

namespace towerlab {

/// Reads a release of MovieLens, telling the layout from the files in it: ratings.dat (ml-1m,
/// ml-10m), u.data (ml-100k) or ratings.csv (20m, 25m, 32m, latest, latest-small); or else tables
/// of somebody's own, see ReadOptions.
///
/// `path` is the folder, the one above it, any file in it, the .zip as it is downloaded, or a
/// compressed file of ratings. What is not there (users, movies, times) is done without; what had
/// to be assumed stands in Dataset::notes(). Of a pair that was rated twice the last rating counts.
///
/// @throws DataError naming file, line and reason: no ratings, missing or empty file, wrong field
///         count, not a number, rating for an unknown user or movie, an id used twice
///         (BadRowsError where it is about rows, with a list of the first of them;
///         UnknownColumnsError where it can't be told which column is what).
/// @throws SettingsError if a chosen column is not there.
/// @throws Cancelled when stopped.
std::shared_ptr<const Dataset> readDataset(const std::filesystem::path& path,
                                           const ReadOptions& options = {},
                                           const std::stop_token& stop = {},
                                           const ProgressCallback& progress = {});

} // namespace towerlab
