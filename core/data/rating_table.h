// SPDX-License-Identifier: MIT
// Reading tables of ratings; private to core/data.
#pragma once

#include "core/data/movielens_parts.h"

#include <optional>

namespace towerlab::detail {

/// Which files of users and movies have been read; without one, they are those of the ratings.
struct EntityFiles {
    std::string users;  ///< empty: there is none
    std::string movies; ///< empty: there is none
    /// Whether a rating may be by a user who is not in that file.
    bool mayLackUsers = false;
    bool mayLackMovies = false; ///< the same
};

/// Where the fields of a line of ratings are.
struct RatingFields {
    std::size_t user = 0;
    std::size_t movie = 1;
    std::optional<std::size_t> rating = 2; ///< none: each line is a like
    std::optional<std::size_t> time = 3;   ///< the field may be missing
    bool header = false;                   ///< else the first line is looked at
    bool furtherColumns = false;           ///< whether there may be more
};

/// Reads ratings, and makes users and movies of those that are in no file.
void readRatings(const Reading& reading, TextTable& table, const RatingFields& fields,
                 const EntityFiles& entities);

} // namespace towerlab::detail
