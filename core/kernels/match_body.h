// SPDX-License-Identifier: MIT
// The match of pairs of vectors. A part of kernels_body.h, which says what may stand here.
#pragma once

#include "core/kernels/vector_body.h"

namespace towerlab {
namespace {

void weightedDots(float* dots, const float* a, const float* b, const float* w, size n,
                  size stride) {
    for (size i = 0; i < n; ++i, a += stride, b += stride) {
        Vector sum = {};
        for (size k = 0; k < stride / lanes; ++k)
            sum += (vectors(a)[k] * vectors(b)[k]) * vectors(w)[k];
        dots[i] = sumOf(sum);
    }
}

void matchGradients(float* gradient, float* weightGradient, const float* a, const float* b,
                    const float* w, const float* inward, const float* pull, size n, size stride) {
    for (size i = 0; i < n; ++i, a += stride, b += stride, gradient += stride)
        for (size k = 0; k < stride / lanes; ++k) {
            const Vector own = vectors(a)[k];
            const Vector met = vectors(b)[k];
            vectors(gradient)[k] = (vectors(w)[k] * inward[i]) * met - own * pull[i];
            vectors(weightGradient)[k] += (own * met) * inward[i];
        }
}

} // namespace
} // namespace towerlab
