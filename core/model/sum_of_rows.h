// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include "core/data/sparse_matrix.h"

#include <torch/types.h>

#include <memory>
#include <vector>

namespace towerlab {

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
