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
    const auto& time = dataset.ratings().timestamp;
    std::int64_t latest = 0; // that of a rating without a time
    for (const std::uint32_t row : rows)
        latest = std::max(latest, time[row]);
    const auto isLast = [&](std::uint32_t row) {
        return std::max<std::int64_t>(time[row], 0) == latest;
    };
    const auto count = static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), isLast));
    // Without a choice nothing is drawn.
    std::size_t before = count == 1 ? 0 : random.below(count);
    return *std::find_if(rows.begin(), rows.end(),
                         [&](std::uint32_t row) { return isLast(row) && before-- == 0; });
}

} // namespace towerlab
