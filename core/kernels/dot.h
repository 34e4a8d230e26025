// SPDX-License-Identifier: MIT
// Inner products of rows of any length, in plain instructions: the bits are the same on every
// processor, which Kernels::dot, whose rows are padded and whose products may be fused, does not
// promise. Two of them, as figures that people have seen depend on the order of summation.
#pragma once

#include <cstddef>
#include <span>

namespace towerlab {

/// From the first to the last: the order that training and the cosines of neighbours were always
/// summed in.
inline float dotInOrder(std::span<const float> a, std::span<const float> b) {
    float sum = 0;
    for (std::size_t d = 0; d < a.size(); ++d)
        sum += a[d] * b[d];
    return sum;
}

/// In several parts, which the compiler may add up side by side: several times faster, for scoring
/// whole catalogues.
inline float dotInParts(std::span<const float> a, std::span<const float> b) {
    constexpr std::size_t parts = 8;
    float sums[parts] = {};
    std::size_t d = 0;
    for (; d + parts <= a.size(); d += parts)
        for (std::size_t part = 0; part < parts; ++part)
            sums[part] += a[d + part] * b[d + part];
    for (; d < a.size(); ++d)
        sums[0] += a[d] * b[d];
    float sum = 0;
    for (const float part : sums)
        sum += part;
    return sum;
}

} // namespace towerlab
