// SPDX-License-Identifier: MIT
#pragma once

namespace towerlab {

/// Added to |u| |v| under u·v, so that a vector with all units off has cosine 0 rather than NaN.
/// Network, fast engine and recommender must agree on it.
inline constexpr float cosineEpsilon = 1e-8F;

} // namespace towerlab
