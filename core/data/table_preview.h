// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/reading.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace towerlab {

/// The first rows of a table of ratings, and what its columns seem to be: what a person is shown
/// who is asked which column is what.
struct TablePreview {
    std::string file; ///< of the ratings, as messages call it
    bool header = false;
    std::vector<std::string> columns;           ///< names; without a header "1", "2", …
    std::vector<std::vector<std::string>> rows; ///< as they stand there
    std::optional<std::size_t> user;            ///< a place in `columns`
    std::optional<std::size_t> item;
    std::optional<std::size_t> rating;
    std::optional<std::size_t> time;
};

/// Looks at the beginning of the table that readDataset() would read.
/// @param rows how many of them at most
/// @throws DataError if there is no one table of ratings
TablePreview previewTable(const std::filesystem::path& path, std::size_t rows = 50);

} // namespace towerlab
