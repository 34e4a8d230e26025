// SPDX-License-Identifier: MIT
// How weights begin, in the two towers and in the classifiers: as Keras does by default. Biases are
// 0.
#pragma once

#include "core/data/random.h"

#include <cmath>
#include <cstddef>

namespace towerlab {

/// Embeddings are uniform in ± this.
inline constexpr double embeddingLimit = 0.05;

/// Kernels are uniform in ± this (Glorot and Bengio, "Understanding the difficulty of training deep
/// feedforward neural networks", AISTATS 2010).
/// @param fans inputs and outputs of the layer together
inline double glorotLimit(double fans) { return std::sqrt(6.0 / fans); }

/// Fills with what is uniform in ±limit.
inline void drawUniform(float* values, std::size_t count, double limit, Random& random) {
    for (std::size_t i = 0; i < count; ++i)
        values[i] = static_cast<float>(limit * (2 * random.uniform() - 1));
}

} // namespace towerlab
