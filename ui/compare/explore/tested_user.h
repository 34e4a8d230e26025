// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/test_plan.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace towerlab::ui {

/// How a movie stands in a user's test.
enum class MovieMark {
    None,     ///< not held out
    Hit,      ///< held out and liked, or held out without a rating: a list should have it
    NotLiked, ///< held out, but not among what the user liked
};

/// A movie that a user rated, or that is held out for them without a rating.
struct RatedMovie {
    std::int32_t movie = 0;     ///< row
    std::optional<float> stars; ///< or what else ratings are
    MovieMark mark = MovieMark::None;
    bool toBeFound = false; ///< the test asks for it
    bool inStars = true;    ///< that is what the data's ratings are
};

/// What a test knows about one user.
struct TestedUser {
    std::vector<RatedMovie> history; ///< of training; most stars first, then the newest
    std::vector<RatedMovie> heldOut; ///< liked ones first, most stars first

    MovieMark markOf(std::int32_t movie) const;
    const RatedMovie* heldOutMovie(std::int32_t movie) const; ///< null where it isn't held out
    const RatedMovie* ratedMovie(std::int32_t movie) const;   ///< null where it isn't in training
    std::size_t toBeFoundCount() const;
};

/// @param likedFrom stars from which a rating is a like
TestedUser testedUser(const PlannedTest& test, std::size_t userRow, float likedFrom);

} // namespace towerlab::ui
