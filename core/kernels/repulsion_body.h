// SPDX-License-Identifier: MIT
// The repulsion of t-SNE. A part of kernels_body.h, which says what may stand here.
#pragma once

#include "core/kernels/vector_body.h"

namespace towerlab {
namespace {

void repel(float* sums, float x, float y, const float* xs, const float* ys, const float* masses,
           size n) {
    Vector all = {};
    Vector alongX = {};
    Vector alongY = {};
    const Vector ones = Vector{} + 1.0F;
    for (size i = 0; i < n / lanes; ++i) {
        const Vector dx = x - vectors(xs)[i];
        const Vector dy = y - vectors(ys)[i];
        const Vector q = ones / (dx * dx + dy * dy + ones);
        const Vector share = vectors(masses)[i] * q;
        all += share;
        const Vector force = share * q;
        alongX += force * dx;
        alongY += force * dy;
    }
    sums[0] = sumOf(all);
    sums[1] = sumOf(alongX);
    sums[2] = sumOf(alongY);
}

} // namespace
} // namespace towerlab
