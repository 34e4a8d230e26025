// SPDX-License-Identifier: MIT
// Included by one source file for each kind of processor, which names TOWERLAB_KERNELS and is
// compiled with that processor's flags. Nothing of the standard library may be used here: the
// linker would be free to take its inline functions from the file compiled for AVX2.
#include "core/kernels/kernels.h"

namespace towerlab::fast {
namespace {

using size = decltype(sizeof(0));

/// Eight floats at any address; the compiler splits them where registers are shorter.
typedef float Vector __attribute__((vector_size(lanes * sizeof(float)), aligned(alignof(float))));

inline Vector* vectors(float* data) { return reinterpret_cast<Vector*>(data); }
inline const Vector* vectors(const float* data) { return reinterpret_cast<const Vector*>(data); }

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

inline float sumOf(const Vector& values) {
    float sum = 0;
    for (size lane = 0; lane < lanes; ++lane)
        sum += values[lane];
    return sum;
}

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

typedef int Integers __attribute__((vector_size(lanes * sizeof(int))));

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

extern const Kernels TOWERLAB_KERNELS;
const Kernels TOWERLAB_KERNELS = {
    TOWERLAB_KERNELS_NAME, multiplyAdd,    rmsProp,       add,     relu,         reluBackward,
    weightedDots,          matchGradients, scaleSubtract, largest, exponentials, scale};

} // namespace towerlab::fast
