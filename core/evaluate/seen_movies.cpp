// SPDX-License-Identifier: MIT
#include "core/evaluate/seen_movies.h"

#include <algorithm>

namespace towerlab {

std::vector<std::vector<std::int32_t>> seenMovies(const Dataset& dataset,
                                                  std::span<const std::uint32_t> trainRows) {
    std::vector<std::vector<std::int32_t>> seen(dataset.users().size());
    for (const std::uint32_t row : trainRows)
        seen[static_cast<std::size_t>(dataset.ratings().user[row])].push_back(
            dataset.ratings().movie[row]);
    for (auto& movies : seen)
        std::sort(movies.begin(), movies.end());
    return seen;
}

} // namespace towerlab
