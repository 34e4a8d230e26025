// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/vector_span.h"

#include <cstddef>
#include <span>
#include <vector>

namespace towerlab {

/// Principal components of n vectors of d dimensions; k = min(components asked for, d).
struct PcaResult {
    std::size_t count = 0;         ///< n
    std::size_t dimensions = 0;    ///< d
    std::size_t components = 0;    ///< k
    std::vector<float> mean;       ///< d
    std::vector<float> axes;       ///< k × d, orthonormal rows
    std::vector<float> projected;  ///< n × k, row-major
    std::vector<double> variance;  ///< k, of each component (divisor n - 1)
    std::vector<double> explained; ///< k, share of the total variance, in [0, 1]

    float at(std::size_t index, std::size_t component) const {
        return projected[index * components + component];
    }
};

/// PCA by the eigenvectors of the covariance matrix in double precision (LibTorch linalg; Jolliffe
/// 2002, section 2.1). Each axis is turned so that its largest loading is positive, so that a run
/// repeats. Needs at least one vector; with no variance at all, explained is 0.
PcaResult principalComponents(VectorSpan vectors, std::size_t components);

/// Axis k as d numbers.
std::span<const float> axisOf(const PcaResult& pca, std::size_t component);

} // namespace towerlab
