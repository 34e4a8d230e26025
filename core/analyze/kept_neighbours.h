// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/nearest.h"
#include "core/analyze/plane_point.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace towerlab {

/// For each point, how many of its k true neighbours are among its k nearest on the map: a share in
/// [0, 1]. The mean over all points is the neighbourhood preservation of a map.
/// @param truth of all the vectors that the map shows; its count is k
/// @throws Cancelled when stopped
std::vector<float> keptNeighbours(const NearestLists& truth, const Layout& map, int threads = 0,
                                  const std::stop_token& stop = {});

double meanOf(std::span<const float> shares);

} // namespace towerlab
