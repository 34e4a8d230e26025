// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/nearest.h"

#include <vector>

namespace towerlab {

/// How far each vector has moved among its neighbours: the length of its own move less the mean
/// move of those that are near it. What a whole neighbourhood does together does not count.
/// @param before, after the same n vectors, in the same turn
/// @param neighbours    of each, as they are after the move
std::vector<float> movedAmongNeighbours(VectorSpan before, VectorSpan after,
                                        const NearestLists& neighbours);

} // namespace towerlab
