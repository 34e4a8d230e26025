// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/data/people.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace towerlab::test {

/// One rating of a data set worked by hand. Ids count from 1, so rows are ids - 1.
struct TinyRating {
    std::int32_t user = 0;
    std::int32_t movie = 0;
    float stars = 0;
    std::int64_t time = 0;
};

/// Users and movies without attributes, and these ratings in this order.
inline std::shared_ptr<const Dataset> tinyDataset(std::int32_t users, std::int32_t movies,
                                                  const std::vector<TinyRating>& ratings) {
    DatasetParts parts;
    parts.name = "tiny";
    PeopleColumns people;
    for (std::int32_t id = 1; id <= users; ++id)
        people.add(
            {.id = std::to_string(id), .gender = Gender::Female, .ageBracket = 0, .occupation = 0});
    parts.users = people.take({"other"});
    for (std::int32_t id = 1; id <= movies; ++id) {
        parts.movies.id.add(std::to_string(id));
        parts.movies.title.emplace_back("Movie");
        parts.movies.year.push_back(2000);
        parts.movies.genreStart.push_back(0);
    }
    for (const TinyRating& rating : ratings) {
        parts.ratings.user.push_back(rating.user - 1);
        parts.ratings.movie.push_back(rating.movie - 1);
        parts.ratings.value.push_back(rating.stars);
        parts.ratings.timestamp.push_back(rating.time);
    }
    return Dataset::build(std::move(parts));
}

} // namespace towerlab::test
