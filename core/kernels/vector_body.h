// SPDX-License-Identifier: MIT
// What the families of loops share. A part of kernels_body.h, which says what may stand here.
#pragma once

#include "core/kernels/kernels.h"

namespace towerlab {
namespace {

using size = decltype(sizeof(0));

/// Eight floats at any address; the compiler splits them where registers are shorter.
using Vector __attribute__((vector_size(lanes * sizeof(float)), aligned(alignof(float)))) = float;

inline Vector* vectors(float* data) { return reinterpret_cast<Vector*>(data); }
inline const Vector* vectors(const float* data) { return reinterpret_cast<const Vector*>(data); }

inline float sumOf(const Vector& values) {
    float sum = 0;
    for (size lane = 0; lane < lanes; ++lane)
        sum += values[lane];
    return sum;
}

} // namespace
} // namespace towerlab
