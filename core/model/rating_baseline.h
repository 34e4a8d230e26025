// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/encoding.h"

#include <cstdint>
#include <span>
#include <vector>

namespace towerlab {

/// One rating by vocabulary indices.
struct IndexedRating {
    std::int32_t user = 0;
    std::int32_t movie = 0;
    float stars = 0;
    std::int64_t timestamp = 0; ///< seconds since 1970; 0: unknown
};

/// The stars to expect of a user for a movie before anything is known of tastes: mean + the user's
/// and the movie's deviation from it, damped where there are few ratings (Koren 2010, section
/// 2.1, by alternating means rather than gradients).
struct RatingBaseline {
    float mean = 0;
    std::vector<float> users;  ///< by vocabulary index
    std::vector<float> movies; ///< the same

    bool empty() const { return users.empty(); }
    float residual(const IndexedRating& rating) const {
        return rating.stars - mean - users[static_cast<std::size_t>(rating.user)] -
               movies[static_cast<std::size_t>(rating.movie)];
    }
};

RatingBaseline makeBaseline(std::span<const IndexedRating> ratings, std::size_t users,
                            std::size_t movies);

/// A new user's deviation, from their ratings; the ratings' own users do not count.
float userDeviation(const RatingBaseline& baseline, std::span<const IndexedRating> ratings);

} // namespace towerlab
