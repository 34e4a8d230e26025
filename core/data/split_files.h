// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/test_split.h"
#include "core/progress.h"

#include <filesystem>

namespace towerlab {

/// Finds the ratings of two files, such as ml-100k's u1.base and u1.test, in the data set. Lines
/// are "user, movie[, rating[, timestamp]]" in raw ids, in any form that PairLines takes.
/// Ratings of the data set that neither file lists are left out of both parts.
/// @throws DataError naming file, line and reason: malformed line, unknown user or movie, a rating
///         that the data set does not have or has otherwise, a rating listed twice.
TestSplit splitFromFiles(const Dataset& dataset, const std::filesystem::path& trainFile,
                         const std::filesystem::path& testFile, const std::stop_token& stop = {},
                         const ProgressCallback& progress = {});

} // namespace towerlab
