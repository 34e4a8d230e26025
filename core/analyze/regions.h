// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/plane_point.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace towerlab {

/// Where points of a map crowd: the hills of their density.
struct Regions {
    struct Region {
        PlanePoint peak;        ///< mean of the points around the summit
        std::size_t points = 0; ///< that belong to it
    };
    std::vector<Region> regions;        ///< the largest first
    std::vector<std::int32_t> regionOf; ///< by point; -1: none
};

/// Hills of the density on a grid, blurred by a Gauss curve; a hill that hardly stands out from the
/// saddle to a higher one is part of that one (persistence; Chazal et al. 2013), and one of too few
/// points is none.
/// @param blur standard deviation of the curve, as a share of the map's longer side
Regions densityRegions(const Layout& map, double blur, std::size_t leastPoints);

/// What points are called by: words by number, a row for each point.
struct PointWords {
    std::vector<std::uint32_t> start{0}; ///< n + 1
    std::vector<std::uint32_t> word;
    std::size_t words = 0; ///< how many there are
};

/// For each region the words that tell it from the rest, the best first: those with the largest
/// k·log((k / n) / (K / N)), where k of the n points of the region have the word, and K of all N.
/// Only words of a sixth of the region's points, and of three at least.
std::vector<std::vector<std::uint32_t>>
distinctiveWords(const Regions& regions, const PointWords& words, std::size_t count);

} // namespace towerlab
