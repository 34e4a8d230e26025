// SPDX-License-Identifier: MIT
#include "core/data/fingerprint.h"

#include "core/data/text_hash.h"

#include <bit>

namespace towerlab {
namespace {

/// The finaliser of splitmix64 (Steele, Lea and Flood 2014): spreads each bit over all others.
std::uint64_t mixed(std::uint64_t value) {
    value += 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
}

std::uint64_t chained(std::uint64_t before, std::uint64_t value) { return mixed(before ^ value); }

std::string counted(const char* what, std::uint64_t then, std::uint64_t now) {
    return "it has " + std::to_string(now) + ' ' + what + ", where there were " +
           std::to_string(then);
}

} // namespace

DataFingerprint fingerprintOf(const Dataset& dataset) {
    DataFingerprint print;
    const UserColumns& users = dataset.users();
    const MovieColumns& movies = dataset.movies();
    const RatingColumns& ratings = dataset.ratings();
    print.users = users.size();
    print.movies = movies.size();
    print.ratings = ratings.size();
    for (std::size_t row = 0; row < users.size(); ++row)
        print.userHash = chained(print.userHash, mixed(users.id.hash(row)));
    for (std::size_t row = 0; row < movies.size(); ++row)
        print.movieHash =
            chained(print.movieHash, mixed(movies.id.hash(row)) ^ hashOfText(movies.title[row]));
    for (std::size_t i = 0; i < ratings.size(); ++i) {
        const std::uint64_t pair =
            mixed(users.id.hash(static_cast<std::size_t>(ratings.user[i])) << 32 |
                  movies.id.hash(static_cast<std::size_t>(ratings.movie[i])));
        const std::uint64_t rating =
            chained(pair, std::uint64_t{std::bit_cast<std::uint32_t>(ratings.value[i])} ^
                              mixed(static_cast<std::uint64_t>(ratings.timestamp[i])));
        print.pairHash += pair; // a sum knows no order
        print.ratingHash += rating;
        print.orderHash = chained(print.orderHash, rating);
    }
    return print;
}

std::string differenceBetween(const DataFingerprint& then, const DataFingerprint& now) {
    if (then.ratings != now.ratings)
        return counted("ratings", then.ratings, now.ratings);
    if (then.users != now.users)
        return counted("users", then.users, now.users);
    if (then.movies != now.movies)
        return counted("movies", then.movies, now.movies);
    if (then.pairHash != now.pairHash)
        return "other users have rated other movies";
    if (then.ratingHash != now.ratingHash)
        return "stars or times of its ratings are others";
    if (then.orderHash != now.orderHash)
        return "the same ratings stand in another order";
    if (then.userHash != now.userHash)
        return "its users are others, or stand in another order";
    if (then.movieHash != now.movieHash)
        return "its movies or their titles are others, or stand in another order";
    return {};
}

} // namespace towerlab
