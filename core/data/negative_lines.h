// SPDX-License-Identifier: MIT
// Private to core/data.
#pragma once

#include "core/data/dataset.h"
#include "core/data/text_table.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

namespace towerlab::detail {

/// A line of negatives: those of one test pair, or of a user. Rows of the data set.
struct NegativeLine {
    std::int32_t user = 0;
    std::int32_t movie = -1;          ///< -1 where the line names no pair
    std::vector<std::int32_t> movies; ///< each once, in the order of the line
    std::size_t lineNumber = 0;
};

/// Walks a file of negatives: "(user,movie) movie movie …", as NCF publishes them, or
/// "user movie movie …", parted by tabs, blanks, commas or semicolons, in quotes or not. A first
/// line of words is taken for names of columns; where it names a user's and a movie's, the first
/// two fields of a line are the pair. Every complaint is a DataError that names file, line and
/// reason.
class NegativeLines {
public:
    NegativeLines(const std::filesystem::path& path, const Dataset& dataset);

    /// Reads the next line; false at the end. That there is none at all is an error too.
    bool next(NegativeLine& line);

    const TextTable& table() const { return table_; }

private:
    bool nextFields();
    bool isHeader(std::span<const std::string_view> fields);
    void readHead(NegativeLine& line);

    TextTable table_;
    const Dataset& dataset_;
    std::vector<std::string_view> fields_;
    bool beforeFirst_ = true;
    bool anyLine_ = false;
    bool pairsWithoutBrackets_ = false;
};

} // namespace towerlab::detail
