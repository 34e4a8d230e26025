// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <functional>
#include <ostream>

namespace towerlab {

/// Lets `write` fill a temporary file beside `path`, flushes it to the disk and renames it to
/// `path`; on any failure the temporary file is removed and an older `path` is left as it was.
/// @throws FileError naming the path and the system's reason; whatever `write` throws passes on.
void writeAtomically(const std::filesystem::path& path,
                     const std::function<void(std::ostream&)>& write);

} // namespace towerlab
