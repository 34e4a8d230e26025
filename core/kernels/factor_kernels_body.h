// SPDX-License-Identifier: MIT
// The loops, compiled once for each kind of processor: no include guard, and nothing that the
// linker might share between the two.
#include "core/kernels/factor_kernels.h"

namespace towerlab::detail {
namespace {

float dotOf(const float* a, const float* b, std::size_t n) {
    float sum[lanes] = {};
    for (std::size_t i = 0; i < n; i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane)
            sum[lane] += a[i + lane] * b[i + lane];
    return ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]));
}

void addScaledTo(float* __restrict__ to, float factor, const float* __restrict__ from,
                 std::size_t n) {
    for (std::size_t i = 0; i < n; ++i)
        to[i] += factor * from[i];
}

void addProjectedTo(float* to, const float* vector, const float* from, std::size_t n) {
    addScaledTo(to, dotOf(vector, from, n), vector, n);
}

void descendBoth(float* __restrict__ p, float* __restrict__ q, float move, float shrink,
                 std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
        const float before = p[i];
        p[i] += move * q[i] - shrink * before;
        q[i] += move * before - shrink * q[i];
    }
}

} // namespace

extern const FactorKernels TOWERLAB_FACTOR_KERNELS;
const FactorKernels TOWERLAB_FACTOR_KERNELS = {TOWERLAB_FACTOR_KERNELS_NAME, dotOf, addScaledTo,
                                               addProjectedTo, descendBoth};

} // namespace towerlab::detail
