// SPDX-License-Identifier: MIT
// Dense layers. A part of kernels_body.h, which says what may stand here.
#pragma once

#include "core/kernels/vector_body.h"

namespace towerlab {
namespace {

/// A block of Rows × (8·Columns) results kept in registers over the whole sum.
template <int Rows, int Columns>
inline void block(float* c, const Strided& a, const float* b, size n, size k) {
    Vector sum[Rows][Columns];
    for (int row = 0; row < Rows; ++row)
        for (int column = 0; column < Columns; ++column)
            sum[row][column] = vectors(c + static_cast<size>(row) * n)[column];
    for (size p = 0; p < k; ++p) {
        const Vector* line = vectors(b + p * n);
        Vector right[Columns];
        for (int column = 0; column < Columns; ++column)
            right[column] = line[column];
        for (int row = 0; row < Rows; ++row) {
            const float s = a.data[static_cast<size>(row) * a.rowStride + p * a.columnStride];
            const Vector left = {s, s, s, s, s, s, s, s};
            for (int column = 0; column < Columns; ++column)
                sum[row][column] += left * right[column];
        }
    }
    for (int row = 0; row < Rows; ++row)
        for (int column = 0; column < Columns; ++column)
            vectors(c + static_cast<size>(row) * n)[column] = sum[row][column];
}

template <int Columns>
inline void strip(float* c, Strided a, const float* b, size m, size n, size k) {
    // With two columns, 6 rows fill the 16 registers of AVX2: 12 sums, 2 of B, 1 of A.
    constexpr size rows = 6;
    size row = 0;
    for (; row + rows <= m; row += rows, c += rows * n, a.data += rows * a.rowStride)
        block<rows, Columns>(c, a, b, n, k);
    switch (m - row) {
    case 5:
        return block<5, Columns>(c, a, b, n, k);
    case 4:
        return block<4, Columns>(c, a, b, n, k);
    case 3:
        return block<3, Columns>(c, a, b, n, k);
    case 2:
        return block<2, Columns>(c, a, b, n, k);
    case 1:
        return block<1, Columns>(c, a, b, n, k);
    default:
        return;
    }
}

void multiplyAdd(float* c, Strided a, const float* b, size m, size n, size k) {
    size column = 0;
    for (; column + 2 * lanes <= n; column += 2 * lanes)
        strip<2>(c + column, a, b + column, m, n, k);
    if (column < n)
        strip<1>(c + column, a, b + column, m, n, k);
}

void add(float* __restrict to, const float* __restrict from, size n) {
    for (size i = 0; i < n; ++i)
        to[i] += from[i];
}

void relu(float* x, size n) {
    for (size i = 0; i < n; ++i)
        x[i] = x[i] > 0.0F ? x[i] : 0.0F;
}

void reluBackward(float* __restrict gradient, const float* __restrict output, size n) {
    for (size i = 0; i < n; ++i)
        gradient[i] = output[i] > 0.0F ? gradient[i] : 0.0F;
}

} // namespace
} // namespace towerlab
