// SPDX-License-Identifier: MIT
// Private to core/data.
#pragma once

#include "core/data/dataset.h"
#include "core/progress.h"

#include <filesystem>

namespace towerlab::detail {

/// GroupLens' ml-1m: users.dat, movies.dat, ratings.dat, fields separated by "::".
/// @throws as readMovieLens()
DatasetParts readMovieLens1M(const std::filesystem::path& folder, const std::stop_token& stop,
                             const ProgressCallback& progress);

} // namespace towerlab::detail
