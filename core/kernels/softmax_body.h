// SPDX-License-Identifier: MIT
// A softmax. A part of kernels_body.h, which says what may stand here.
#pragma once

#include "core/kernels/vector_body.h"

namespace towerlab {
namespace {

void scaleSubtract(float* __restrict x, float factor, const float* __restrict y, size n) {
    for (size i = 0; i < n; ++i)
        x[i] = factor * x[i] - y[i];
}

void scale(float* x, float factor, size n) {
    for (size i = 0; i < n; ++i)
        x[i] *= factor;
}

float largest(const float* x, size n) {
    const Vector* values = vectors(x);
    Vector best = values[0];
    for (size i = 1; i < n / lanes; ++i)
        best = values[i] > best ? values[i] : best;
    float result = best[0];
    for (size lane = 1; lane < lanes; ++lane)
        result = best[lane] > result ? best[lane] : result;
    return result;
}

using Integers __attribute__((vector_size(lanes * sizeof(int)))) = int;

/// x = exp(x) for x <= 0, to about an ulp: 2^n · exp(r) with |r| <= ln 2 / 2, and a polynomial for
/// exp(r) (coefficients of Cephes' expf); 0 below -87, where the result would be denormal.
inline void exponential(Vector& x) {
    const Vector lowest = Vector{} - 87.0F;
    const Vector clamped = x < lowest ? lowest : x;
    const Vector rounder = Vector{} + 12582912.0F; // 1.5 · 2^23: adding it rounds to whole numbers
    const Vector whole = (clamped * 1.44269504F + rounder) - rounder;
    const Vector r = (clamped - whole * 0.693359375F) + whole * 2.12194440e-4F;
    Vector p = Vector{} + 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = (p * (r * r) + r) + 1.0F;
    const Integers power = (__builtin_convertvector(whole, Integers) + 127) << 23;
    Vector factor;
    __builtin_memcpy(&factor, &power, sizeof factor);
    x = x < lowest ? Vector{} : p * factor;
}

float exponentials(float* x, float shift, size n) {
    Vector* values = vectors(x);
    Vector sum = {};
    for (size i = 0; i < n / lanes; ++i) {
        Vector e = values[i] - shift;
        exponential(e);
        values[i] = e;
        sum += e;
    }
    return sumOf(sum);
}

} // namespace
} // namespace towerlab
