// SPDX-License-Identifier: MIT
// The inner loops of training and of scoring; private to core.
#pragma once

#include <cstddef>

namespace towerlab {

/// Floats that one vector register holds. Rows that the loops go over are multiples of it.
inline constexpr std::size_t lanes = 8;

constexpr std::size_t padded(std::size_t count) { return (count + lanes - 1) / lanes * lanes; }

/// A matrix operand read with strides, so that a transposed one needs no copy: element (row,
/// column) is at data[row * rowStride + column * columnStride].
struct Strided {
    const float* data;
    std::size_t rowStride;
    std::size_t columnStride;
};

/// Settings of one RMSprop update. One of the two epsilons is 0.
struct RmsPropRate {
    float learningRate;
    float rho;
    float epsilonInside;  ///< the root
    float epsilonOutside; ///< of it
};

/// One implementation of the loops for one kind of processor.
struct Kernels {
    const char* name;

    /// C += A·B: C is m × n and B is k × n, both row-major with rows of `n` floats; A is m × k.
    /// n is a multiple of `lanes`.
    void (*multiplyAdd)(float* c, Strided a, const float* b, std::size_t m, std::size_t n,
                        std::size_t k);

    /// to += from.
    void (*add)(float* to, const float* from, std::size_t n);
    /// x = max(0, x).
    void (*relu)(float* x, std::size_t n);
    /// gradient = output > 0 ? gradient : 0.
    void (*reluBackward)(float* gradient, const float* output, std::size_t n);

    /// v = decay·rho·v + (1 - rho)·g²; w -= rate · g / (sqrt(v + inside) + outside), for `n`
    /// weights.
    void (*rmsProp)(float* w, float* v, const float* g, std::size_t n, RmsPropRate rate,
                    float decay);

    // For vectors of factors, n a multiple of `lanes`:
    float (*dot)(const float* a, const float* b, std::size_t n);
    /// to += factor · from
    void (*addScaled)(float* to, float factor, const float* from, std::size_t n);
    /// to += (vector · from) vector
    void (*addProjected)(float* to, const float* vector, const float* from, std::size_t n);
    /// p += move · q - shrink · p and q += move · p - shrink · q, both from the old values.
    void (*descend)(float* p, float* q, float move, float shrink, std::size_t n);

    // For the match of n pairs of vectors, each row of `stride` floats, a multiple of `lanes`:
    /// dots[i] = Σ w·a·b over row i; the same bits with a and b exchanged.
    void (*weightedDots)(float* dots, const float* a, const float* b, const float* w, std::size_t n,
                         std::size_t stride);
    /// gradient = inward[i]·w·b - pull[i]·a, row by row, where `gradient` is that of a; and the
    /// weights' own: weightGradient += inward[i]·(a·b), the same bits with a and b exchanged.
    void (*matchGradients)(float* gradient, float* weightGradient, const float* a, const float* b,
                           const float* w, const float* inward, const float* pull, std::size_t n,
                           std::size_t stride);

    // For a softmax over n numbers, n a multiple of `lanes`:
    /// x = factor·x - y.
    void (*scaleSubtract)(float* x, float factor, const float* y, std::size_t n);
    float (*largest)(const float* x, std::size_t n);
    /// x = exp(x - shift), where that is at most 0. @return the sum
    float (*exponentials)(float* x, float shift, std::size_t n);
    /// x = factor·x.
    void (*scale)(float* x, float factor, std::size_t n);

    // For t-SNE, n a multiple of `lanes`:
    /// Of a point at (x, y) and n others of given masses, with q = 1 / (1 + distance²):
    /// sums = {Σ m q, Σ m q² (x - xs), Σ m q² (y - ys)}.
    void (*repel)(float* sums, float x, float y, const float* xs, const float* ys,
                  const float* masses, std::size_t n);
};

/// The best implementation that this processor can run, chosen at the first call.
const Kernels& kernels();
/// The one that runs everywhere, for tests.
const Kernels& baselineKernels();

} // namespace towerlab
