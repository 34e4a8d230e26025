// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace towerlab {

/// Which columns the rows of a sparse matrix hold something in (compressed sparse rows): for each
/// user (or movie) some movies (users, words).
struct SparseRows {
    std::vector<std::uint32_t> start{0}; ///< one more than there are rows
    std::vector<std::int32_t> column;

    std::size_t rows() const { return start.size() - 1; }
    std::size_t count(std::size_t row) const { return start[row + 1] - start[row]; }
    std::span<const std::int32_t> columnsOf(std::size_t row) const {
        return std::span(column).subspan(start[row], count(row));
    }
    void endRow() { start.push_back(static_cast<std::uint32_t>(column.size())); }
};

} // namespace towerlab
