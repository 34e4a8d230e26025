// SPDX-License-Identifier: MIT
#include "core/data/pair_index.h"

#include <algorithm>

namespace towerlab {

PairIndex::PairIndex(const Dataset& dataset) : dataset_(dataset), rating_(dataset.byUser().rating) {
    const auto& movie = dataset.ratings().movie;
    const auto& start = dataset.byUser().start;
    for (std::size_t user = 0; user + 1 < start.size(); ++user)
        std::sort(rating_.begin() + start[user], rating_.begin() + start[user + 1],
                  [&](std::uint32_t a, std::uint32_t b) { return movie[a] < movie[b]; });
}

std::optional<std::uint32_t> PairIndex::find(std::int32_t userRow, std::int32_t movieRow) const {
    const auto& movie = dataset_.ratings().movie;
    const auto& start = dataset_.byUser().start;
    const auto user = static_cast<std::size_t>(userRow);
    const auto end = rating_.begin() + start[user + 1];
    const auto found =
        std::lower_bound(rating_.begin() + start[user], end, movieRow,
                         [&](std::uint32_t row, std::int32_t m) { return movie[row] < m; });
    return found == end || movie[*found] != movieRow ? std::nullopt : std::optional(*found);
}

} // namespace towerlab
