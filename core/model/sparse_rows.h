// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include <torch/types.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace towerlab {

/// The rows of a sparse matrix: for each user (or movie) some words of a table. Weights, one an
/// entry, are kept apart, as the same entries may have several.
struct SparseRows {
    std::vector<std::uint32_t> start{0}; ///< one more than there are rows
    std::vector<std::int32_t> column;

    std::size_t rows() const { return start.size() - 1; }
    std::size_t count(std::size_t row) const { return start[row + 1] - start[row]; }
    void endRow() { start.push_back(static_cast<std::uint32_t>(column.size())); }
};

/// For each of `rows` the weighted sum of the table's rows that it names; differentiable by the
/// table.
/// @param table   float, words × f
/// @param matrix  as the weights, must outlive the backward pass, unless `keeper` keeps them
/// @param weights one an entry of the matrix
/// @param rows    int64, n
/// @param keeper  is held until the backward pass is done
/// @return n × f
torch::Tensor sumOfRows(const torch::Tensor& table, const SparseRows& matrix,
                        const std::vector<float>& weights, const torch::Tensor& rows,
                        std::shared_ptr<const void> keeper = nullptr);

/// The different ones of some entities, ascending, and which of them each is.
struct Distinct {
    torch::Tensor entities; ///< int64, k
    torch::Tensor which;    ///< int64, n: index into `entities`
};
Distinct distinct(const torch::Tensor& entities);

} // namespace towerlab
