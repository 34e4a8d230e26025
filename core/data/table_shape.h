// SPDX-License-Identifier: MIT
// How a table of unknown origin is laid out; private to core/data.
#pragma once

#include "core/data/text_table.h"

#include <string>
#include <vector>

namespace towerlab::detail {

/// What the beginning of a table tells.
struct TableShape {
    std::string separator;
    bool header = false;
    bool regular = false;             ///< nearly all lines have as many fields
    std::vector<std::string> columns; ///< names; without a header "1", "2", …
};

/// Tells the separator from the first lines (the one of comma, semicolon, tab, "::", bar and blank
/// that parts them into most fields, as many in each), and whether the first line names columns:
/// there is no number in it, and either it has a name that a column of ratings, users or items
/// often has, or there is a number below it.
/// @param head the file or its beginning
TableShape shapeOf(const SourceFile& head);

/// The first rows as they stand there, without the header.
std::vector<std::vector<std::string>> firstRows(const SourceFile& head, const TableShape& shape,
                                                std::size_t count);

} // namespace towerlab::detail
