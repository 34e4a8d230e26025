// SPDX-License-Identifier: MIT
// Vectors of factors, and steps along a gradient. A part of kernels_body.h, which says what may
// stand here.
#pragma once

#include "core/kernels/vector_body.h"

namespace towerlab {
namespace {

void rmsProp(float* __restrict w, float* __restrict v, const float* __restrict g, size n,
             RmsPropRate rate, float decay) {
    const float old = decay * rate.rho;
    const float fresh = 1.0F - rate.rho;
    for (size i = 0; i < n; ++i) {
        v[i] = old * v[i] + fresh * (g[i] * g[i]);
        w[i] -= rate.learningRate *
                (g[i] / (__builtin_sqrtf(v[i] + rate.epsilonInside) + rate.epsilonOutside));
    }
}

float dot(const float* a, const float* b, size n) {
    float sum[lanes] = {};
    for (size i = 0; i < n; i += lanes)
        for (size lane = 0; lane < lanes; ++lane)
            sum[lane] += a[i + lane] * b[i + lane];
    return ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]));
}

void addScaled(float* __restrict to, float factor, const float* __restrict from, size n) {
    for (size i = 0; i < n; ++i)
        to[i] += factor * from[i];
}

void addProjected(float* to, const float* vector, const float* from, size n) {
    addScaled(to, dot(vector, from, n), vector, n);
}

void descend(float* __restrict p, float* __restrict q, float move, float shrink, size n) {
    for (size i = 0; i < n; ++i) {
        const float before = p[i];
        p[i] += move * q[i] - shrink * before;
        q[i] += move * before - shrink * q[i];
    }
}

} // namespace
} // namespace towerlab
