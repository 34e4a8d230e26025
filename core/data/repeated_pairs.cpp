// SPDX-License-Identifier: MIT
#include "core/data/repeated_pairs.h"

#include <algorithm>
#include <limits>

namespace towerlab::detail {

std::vector<std::uint32_t> outdatedRatings(const RatingColumns& ratings, const RatingGroups& byUser,
                                           std::size_t movies) {
    constexpr std::int32_t nobody = -1;
    std::vector<std::int32_t> lastRater(movies, nobody);
    std::vector<std::uint32_t> lastRow(movies);
    std::vector<std::uint32_t> outdated;
    const auto users = static_cast<std::int32_t>(byUser.start.size()) - 1;
    for (std::int32_t user = 0; user < users; ++user)
        for (const std::uint32_t row : byUser.of(static_cast<std::size_t>(user))) {
            const auto movie = static_cast<std::size_t>(ratings.movie[row]);
            if (lastRater[movie] == user) {
                const bool later = ratings.timestamp[row] >= ratings.timestamp[lastRow[movie]];
                outdated.push_back(later ? lastRow[movie] : row);
                if (!later)
                    continue;
            }
            lastRater[movie] = user;
            lastRow[movie] = row;
        }
    std::sort(outdated.begin(), outdated.end());
    return outdated;
}

RatingColumns without(const RatingColumns& ratings, const std::vector<std::uint32_t>& rows) {
    RatingColumns rest;
    rest.reserve(ratings.size() - rows.size());
    auto next = rows.begin();
    for (std::uint32_t row = 0; row < ratings.size(); ++row) {
        if (next != rows.end() && *next == row) {
            ++next;
            continue;
        }
        rest.user.push_back(ratings.user[row]);
        rest.movie.push_back(ratings.movie[row]);
        rest.value.push_back(ratings.value[row]);
        rest.timestamp.push_back(ratings.timestamp[row]);
    }
    return rest;
}

} // namespace towerlab::detail
