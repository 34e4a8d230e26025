// SPDX-License-Identifier: MIT
// Loops over vectors of factors; private to core/baselines. Lengths are multiples of `lanes`.
#pragma once

#include "core/kernels/simd.h"

#include <cstddef>

namespace towerlab::detail {

/// One implementation of the loops for one kind of processor.
struct FactorKernels {
    const char* name;

    float (*dot)(const float* a, const float* b, std::size_t n);
    /// to += factor · from
    void (*addScaled)(float* to, float factor, const float* from, std::size_t n);
    /// to += (vector · from) vector
    void (*addProjected)(float* to, const float* vector, const float* from, std::size_t n);
    /// p += move · q - shrink · p and q += move · p - shrink · q, both from the old values.
    void (*descend)(float* p, float* q, float move, float shrink, std::size_t n);
};

/// The best implementation that this processor can run, chosen at the first call.
const FactorKernels& factorKernels();
/// The one that runs everywhere, for tests.
const FactorKernels& baselineFactorKernels();

} // namespace towerlab::detail
