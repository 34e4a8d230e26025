// SPDX-License-Identifier: MIT
#include "core/analyze/kept_neighbours.h"

#include "core/analyze/plane_index.h"
#include "core/system/parallel.h"

#include <algorithm>
#include <numeric>

namespace towerlab {

std::vector<float> keptNeighbours(const NearestLists& truth, const Layout& map, int threads,
                                  const std::stop_token& stop) {
    constexpr std::size_t blockSize = 512;
    std::vector<float> shares(map.size(), 1.0F);
    if (truth.count == 0)
        return shares;
    const PlaneIndex index(map);
    parallelBlocks(
        map.size(), blockSize, threads,
        [&](std::size_t, std::size_t begin, std::size_t end) {
            std::vector<std::int32_t> near;
            for (std::size_t i = begin; i < end; ++i) {
                index.nearest(i, truth.count, near);
                const auto wanted = truth.of(i);
                const auto kept = std::count_if(near.begin(), near.end(), [&](std::int32_t other) {
                    return std::find(wanted.begin(), wanted.end(), other) != wanted.end();
                });
                shares[i] = static_cast<float>(kept) / static_cast<float>(truth.count);
            }
        },
        stop);
    return shares;
}

double meanOf(std::span<const float> shares) {
    if (shares.empty())
        return 0;
    return std::accumulate(shares.begin(), shares.end(), 0.0) / static_cast<double>(shares.size());
}

} // namespace towerlab
