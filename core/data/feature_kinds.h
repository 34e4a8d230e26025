// SPDX-License-Identifier: MIT
// What the columns of somebody's table of users or items hold; private to core/data.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace towerlab::detail {

enum class ColumnKind { Category, Categories, Number, Year, Text };

/// One column of such a table, as it stands there.
struct RawColumn {
    std::string name; ///< as in the header
    std::vector<std::string> cells;
    ColumnKind kind = ColumnKind::Text; ///< kindOf() it, once all cells are there
};

/// By the cells and, where they leave it open, by the name. Numbers are a category where there are
/// few different whole ones (codes, levels), a year where the name says so; words are one where
/// they recur, and several where they are joined ("Drama|War") or the name says so.
ColumnKind kindOf(const RawColumn& column);

/// The words of a cell that may hold several, joined by "|", ";" or ",", in brackets or quotes or
/// not ("['Drama', 'War']").
/// @param separator one of these, as separatorOfWords() tells it
std::vector<std::string_view> wordsIn(std::string_view cell, char separator);
char separatorOfWords(const std::vector<std::string>& cells);

} // namespace towerlab::detail
