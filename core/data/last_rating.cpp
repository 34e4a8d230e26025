// SPDX-License-Identifier: MIT
#include "core/data/last_rating.h"

#include <algorithm>

namespace towerlab {

bool haveTimes(const Dataset& dataset, std::span<const std::uint32_t> rows) {
    return std::any_of(rows.begin(), rows.end(),
                       [&](std::uint32_t row) { return dataset.ratings().timestamp[row] > 0; });
}

std::uint32_t lastRating(const Dataset& dataset, std::span<const std::uint32_t> rows,
                         Random& random) {
    if (!haveTimes(dataset, rows))
        return rows[random.below(rows.size())];
    const auto& time = dataset.ratings().timestamp;
    std::uint32_t last = rows.front();
    for (const std::uint32_t row : rows)
        if (time[row] >= time[last])
            last = row;
    return last;
}

} // namespace towerlab
