// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

namespace towerlab {

struct PlanePoint {
    float x = 0;
    float y = 0;
};

/// Where each of n points lies on a map.
using Layout = std::vector<PlanePoint>;

} // namespace towerlab
