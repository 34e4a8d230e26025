// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace towerlab {

/// Which columns of a table of ratings are what: each by its name, or by its number from 1. Empty:
/// to be told by the names of the columns.
struct ColumnChoice {
    std::string user;
    std::string item;
    std::string rating; ///< "-": there is none, each line is a like
    std::string time;   ///< "-": there is none
    friend bool operator==(const ColumnChoice&, const ColumnChoice&) = default;
};

struct ReadOptions {
    /// Leave out rows that can't be read, and say which, instead of refusing the file.
    bool skipBadRows = false;
    /// The rest is for tables other than MovieLens' own.
    ColumnChoice columns = {};
    /// Paths of a table of users and of one of items, whose columns become features. Empty: such
    /// tables of the same folder or archive, where a folder or an archive is opened.
    std::string users = {};
    std::string items = {};
    friend bool operator==(const ReadOptions&, const ReadOptions&) = default;
};

} // namespace towerlab
