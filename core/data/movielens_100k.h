// SPDX-License-Identifier: MIT
// Private to core/data.
#pragma once

#include "core/data/dataset.h"
#include "core/progress.h"

#include <filesystem>

namespace towerlab::detail {

/// GroupLens' ml-100k: u.genre, u.user, u.item ('|'), u.data (tab).
/// @throws as readMovieLens()
DatasetParts readMovieLens100K(const std::filesystem::path& folder, const std::stop_token& stop,
                               const ProgressCallback& progress);

} // namespace towerlab::detail
