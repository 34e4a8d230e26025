// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

namespace towerlab {

/// What `propose` gives until that is none of `seen`: a negative. After `tries`, of somebody who
/// seems to have seen everything, the last one.
/// @param seen ascending
template <typename Propose>
std::int32_t drawUnseen(std::span<const std::int32_t> seen, int tries, const Propose& propose) {
    std::int32_t movie = 0;
    for (int i = 0; i < tries; ++i) {
        movie = propose();
        if (!std::binary_search(seen.begin(), seen.end(), movie))
            break;
    }
    return movie;
}

} // namespace towerlab
