// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace towerlab {

/// Positions of the best `count` scores into `order`, best first, equal ones in their order. What a
/// method knows nothing about (-infinity, NaN) is left out, so there may be fewer.
void bestFirst(std::span<const float> scores, std::size_t count, std::vector<std::uint32_t>& order);

} // namespace towerlab
