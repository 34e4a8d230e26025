// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include <torch/types.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace towerlab {

/// The rows of a sparse matrix: for each user (or movie) some weighted words of a table.
struct SparseRows {
    std::vector<std::uint32_t> start{0}; ///< one more than there are rows
    std::vector<std::int32_t> column;
    std::vector<float> weight;

    std::size_t rows() const { return start.size() - 1; }
    std::size_t count(std::size_t row) const { return start[row + 1] - start[row]; }
    void add(std::int32_t itsColumn, float itsWeight) {
        column.push_back(itsColumn);
        weight.push_back(itsWeight);
    }
    void endRow() { start.push_back(static_cast<std::uint32_t>(column.size())); }
};

/// For each of `rows` the weighted sum of the table's rows that it names; differentiable by the
/// table. A row that comes up often is summed once.
/// @param table  float, words × f
/// @param matrix must outlive the backward pass
/// @param rows   int64, n
/// @return n × f
torch::Tensor sumOfRows(const torch::Tensor& table, const SparseRows& matrix,
                        const torch::Tensor& rows);

} // namespace towerlab
