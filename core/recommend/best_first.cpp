// SPDX-License-Identifier: MIT
#include "core/recommend/best_first.h"

#include <limits>

namespace towerlab {

void bestFirst(std::span<const float> scores, std::size_t count,
               std::vector<std::uint32_t>& order) {
    order.clear();
    for (std::uint32_t i = 0; i < scores.size(); ++i)
        if (scores[i] > -std::numeric_limits<float>::infinity())
            order.push_back(i);
    keepBest(order, count, [&](std::uint32_t a, std::uint32_t b) {
        return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
    });
}

} // namespace towerlab
