// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace towerlab {

/// Keeps the best `count` of some things, best first. `better` decides ties too, so that the result
/// is the same with every standard library.
template <typename T, typename Better>
void keepBest(std::vector<T>& things, std::size_t count, const Better& better) {
    if (count < things.size()) {
        const auto end = things.begin() + static_cast<std::ptrdiff_t>(count);
        std::nth_element(things.begin(), end, things.end(), better);
        things.erase(end, things.end());
    }
    std::sort(things.begin(), things.end(), better);
}

/// Positions of the best `count` scores into `order`, best first, equal ones in their order. What a
/// method knows nothing about (-infinity, NaN) is left out, so there may be fewer.
void bestFirst(std::span<const float> scores, std::size_t count, std::vector<std::uint32_t>& order);

} // namespace towerlab
