// SPDX-License-Identifier: MIT
// The files of a release, as programs other than TowerLab read them, and a writer of the latest
// layout.
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace towerlab::bench {

/// How pandas is told to read a file.
struct FileKind {
    std::string name;
    std::string separator;  ///< for its engine "python"
    std::string cSeparator; ///< for its engine "c", which takes one character; empty: it can't
    std::string cColumns;   ///< the columns that hold anything then, "0,2,4"; empty: all
    std::string encoding;
};

struct MovieLensFiles {
    std::filesystem::path folder;
    std::vector<FileKind> files; ///< ratings first, then movies and users where they are there
    std::uintmax_t bytes = 0;    ///< of them all
};

/// @throws DataError if the folder has no ratings.dat, u.data or ratings.csv
MovieLensFiles movieLensFilesIn(const std::filesystem::path& folder);

/// Writes ratings.csv (by user, then movie) and movies.csv (titles with a comma in quotes) as the
/// releases from 20M on have them; what is known of users has no place there.
/// @throws FileError
void writeMovieLensCsv(const Dataset& dataset, const std::filesystem::path& folder);

} // namespace towerlab::bench
