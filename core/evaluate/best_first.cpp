// SPDX-License-Identifier: MIT
#include "core/evaluate/best_first.h"

#include <algorithm>
#include <limits>

namespace towerlab {

void bestFirst(std::span<const float> scores, std::size_t count,
               std::vector<std::uint32_t>& order) {
    order.clear();
    for (std::uint32_t i = 0; i < scores.size(); ++i)
        if (scores[i] > -std::numeric_limits<float>::infinity())
            order.push_back(i);
    const std::size_t length = std::min(count, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(length),
                      order.end(), [&](std::uint32_t a, std::uint32_t b) {
                          return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
                      });
    order.resize(length);
}

} // namespace towerlab
