// SPDX-License-Identifier: MIT
#include "tests/bench/large_data.h"

#include "core/data/people.h"
#include "core/data/random.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace towerlab::bench {
namespace {

constexpr std::size_t least = 20; ///< ratings of a user

UserColumns makeUsers(std::int32_t count, Random& random) {
    PeopleColumns users;
    for (std::int32_t id = 1; id <= count; ++id) {
        const Gender gender = random.below(2) == 0 ? Gender::Female : Gender::Male;
        const auto bracket = static_cast<std::int32_t>(random.below(7));
        const auto occupation = static_cast<std::int32_t>(random.below(21));
        users.add({.id = std::to_string(id),
                   .gender = gender,
                   .ageBracket = bracket,
                   .occupation = occupation});
    }
    return users.take();
}

MovieColumns makeMovies(std::int32_t count, Random& random) {
    MovieColumns movies;
    for (std::int32_t id = 1; id <= count; ++id) {
        movies.id.add(std::to_string(id));
        const char* article = id % 5 == 0 ? ", The" : ""; // a comma asks for quotes in CSV
        movies.title.push_back("Movie " + std::to_string(id) + article);
        movies.year.push_back(static_cast<std::int16_t>(1930 + random.below(90)));
        movies.genre.push_back(static_cast<std::int16_t>(random.below(18)));
        movies.genreStart.push_back(static_cast<std::uint32_t>(movies.genre.size()));
    }
    return movies;
}

/// How many ratings each user gives: log-normal above the least, adding up to all.
std::vector<std::size_t> diligence(const DataShape& shape, Random& random) {
    std::vector<double> shares;
    double sum = 0;
    for (std::int32_t user = 0; user < shape.users; ++user) {
        shares.push_back(std::exp(1.3 * random.normal()));
        sum += shares.back();
    }
    const double free = static_cast<double>(shape.ratings) - double{least} * shape.users;
    const auto most = std::min<std::size_t>(20000, static_cast<std::size_t>(shape.movies) / 4);
    std::vector<std::size_t> counts;
    std::size_t given = 0;
    for (const double share : shares) {
        counts.push_back(least + std::min(most, static_cast<std::size_t>(free * share / sum)));
        given += counts.back();
    }
    for (std::size_t user = 0; given < shape.ratings; user = (user + 1) % counts.size(), ++given)
        ++counts[user];
    return counts;
}

/// Movies by popularity: the rank of a draw is log-uniform, bent so that the tail is reached too.
std::int32_t drawMovie(std::int32_t movies, Random& random) {
    const double rank = std::exp(random.uniform() * std::log(double(movies) / 40 + 1)) - 1;
    const auto movie = static_cast<std::int32_t>(rank * 40 + 40 * random.uniform());
    return std::min(movie, movies - 1);
}

void addRatings(std::int32_t user, std::size_t count, Random& random,
                std::vector<std::int32_t>& lastRater, RatingColumns& ratings) {
    while (count > 0) {
        const std::int32_t movie = drawMovie(static_cast<std::int32_t>(lastRater.size()), random);
        auto& last = lastRater[static_cast<std::size_t>(movie)];
        if (last == user) // nobody rates a movie twice
            continue;
        last = user;
        ratings.user.push_back(user);
        ratings.movie.push_back(movie);
        ratings.value.push_back(0.5F * static_cast<float>(1 + random.below(10)));
        ratings.timestamp.push_back(1000000000 + static_cast<std::int64_t>(ratings.user.size()));
        --count;
    }
}

} // namespace

std::shared_ptr<const Dataset> makeLargeData(const DataShape& shape) {
    Random random(1, "large data");
    DatasetParts parts;
    parts.name = "32M-shaped";
    parts.users = makeUsers(shape.users, random);
    parts.movies = makeMovies(shape.movies, random);
    for (int genre = 0; genre < 18; ++genre)
        parts.genreNames.push_back("Genre " + std::to_string(genre));
    parts.ratings.reserve(shape.ratings);
    std::vector<std::int32_t> lastRater(static_cast<std::size_t>(shape.movies), -1);
    const std::vector<std::size_t> counts = diligence(shape, random);
    for (std::int32_t user = 0; user < shape.users; ++user)
        addRatings(user, counts[static_cast<std::size_t>(user)], random, lastRater, parts.ratings);
    return Dataset::build(std::move(parts));
}

} // namespace towerlab::bench
