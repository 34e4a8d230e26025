// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <vector>

namespace towerlab {

/// Whether two paths name the same file, however they are spelt: through links, with "./", or with
/// other letters' case where the file system makes no difference. A file need not be there yet.
bool isSameFile(const std::filesystem::path& a, const std::filesystem::path& b);

/// Refuses to write over what is read.
/// @param inputs files, or folders all of whose files count
/// @throws FileError naming both, if the output is one of them
void refuseToOverwrite(const std::filesystem::path& output,
                       const std::vector<std::filesystem::path>& inputs);

} // namespace towerlab
