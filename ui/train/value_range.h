// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <limits>

namespace towerlab::ui {

/// The least and the greatest of some values; empty until one is included.
struct ValueRange {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    bool isEmpty() const { return low > high; }
    void include(double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
};

} // namespace towerlab::ui
