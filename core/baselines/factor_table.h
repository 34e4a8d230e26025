// SPDX-License-Identifier: MIT
// Private to core/baselines.
#pragma once

#include "core/data/random.h"
#include "core/kernels/kernels.h"

#include <vector>

namespace towerlab::detail {

/// One vector of factors a row; rows are padded with zeros to a multiple of `lanes`.
class FactorTable {
public:
    /// Normally distributed around 0.
    FactorTable(std::size_t rows, std::size_t factors, double spread, Random& random)
        : rows_(rows), stride_(padded(factors)), values_(rows * stride_, 0.0F) {
        for (std::size_t row = 0; row < rows; ++row)
            for (std::size_t f = 0; f < factors; ++f)
                (*this)[row][f] = static_cast<float>(spread * random.normal());
    }

    float* operator[](std::size_t row) { return values_.data() + row * stride_; }
    const float* operator[](std::size_t row) const { return values_.data() + row * stride_; }
    std::size_t rows() const { return rows_; }
    /// Floats from one row to the next.
    std::size_t stride() const { return stride_; }

private:
    std::size_t rows_;
    std::size_t stride_;
    std::vector<float> values_;
};

} // namespace towerlab::detail
