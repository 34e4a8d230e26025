// SPDX-License-Identifier: MIT
#include "core/data/seen_movies.h"

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

std::vector<std::int32_t> seenMoviesOf(const Dataset& dataset, std::size_t userRow,
                                       std::span<const std::uint32_t> trainRows) {
    std::vector<std::int32_t> seen;
    for (const std::uint32_t row : dataset.byUser().of(userRow))
        if (std::binary_search(trainRows.begin(), trainRows.end(), row))
            seen.push_back(dataset.ratings().movie[row]);
    std::sort(seen.begin(), seen.end());
    return seen;
}

std::vector<std::int32_t> ratedMovies(const Dataset& dataset, std::size_t userRow) {
    std::vector<std::int32_t> rated;
    for (const std::uint32_t row : dataset.byUser().of(userRow))
        rated.push_back(dataset.ratings().movie[row]);
    std::sort(rated.begin(), rated.end());
    return rated;
}

void unseenMovies(std::size_t movies, std::span<const std::int32_t> seen,
                  std::vector<std::int32_t>& unseen) {
    unseen.clear();
    auto next = seen.begin();
    for (std::int32_t movie = 0; movie < static_cast<std::int32_t>(movies); ++movie) {
        while (next != seen.end() && *next < movie)
            ++next;
        if (next == seen.end() || *next != movie)
            unseen.push_back(movie);
    }
}

} // namespace towerlab
