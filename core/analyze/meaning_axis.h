// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/vector_span.h"

#include <cstddef>
#include <span>
#include <vector>

namespace towerlab {

/// The direction from the mean of some vectors to the mean of others, of length 1: an axis that
/// means what parts the two sets (Kim et al. 2018, relative concept vectors). Zeros where the means
/// are the same.
std::vector<float> meaningAxis(VectorSpan vectors, std::span<const std::size_t> from,
                               std::span<const std::size_t> to);

/// The mean of some of the vectors; zeros of none.
std::vector<float> meanVector(VectorSpan vectors, std::span<const std::size_t> rows);

} // namespace towerlab
