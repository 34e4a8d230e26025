// SPDX-License-Identifier: MIT
#include "core/data/movielens_parts.h"

#include "core/error.h"

#include <limits>

namespace towerlab::detail {

namespace {
constexpr std::int32_t denseLimit = 1 << 24; ///< ids from here on are looked up in a hash table
}

void IdRows::add(std::int32_t id, const TextTable& table, std::string_view what) {
    if (id < 1)
        table.fail(std::string(what) + " id " + std::to_string(id) + " is below 1");
    if (find(id) >= 0)
        table.fail(std::string(what) + " id " + std::to_string(id) + " is used twice");
    if (id >= denseLimit) {
        sparse_.emplace(id, count_++);
        return;
    }
    const auto at = static_cast<std::size_t>(id);
    if (at >= dense_.size())
        dense_.resize(at + at / 2 + 1, -1);
    dense_[at] = count_++;
}

std::int32_t IdRows::find(std::int32_t id) const {
    if (id >= 0 && id < denseLimit) {
        const auto at = static_cast<std::size_t>(id);
        return at < dense_.size() ? dense_[at] : -1;
    }
    const auto found = sparse_.find(id);
    return found == sparse_.end() ? -1 : found->second;
}

std::int16_t Words::indexOf(std::string_view word) {
    if (words_.size() > static_cast<std::size_t>(std::numeric_limits<std::int16_t>::max()))
        throw DataError("More than 32,767 different words in one column are not supported");
    const auto [found, added] =
        indices_.try_emplace(std::string(word), static_cast<std::int16_t>(words_.size()));
    if (added)
        words_.emplace_back(word);
    return found->second;
}

Gender parseGender(const TextTable& table, std::string_view field) {
    if (field == "F")
        return Gender::Female;
    if (field != "M")
        table.fail("gender " + inQuotes(field) + " is neither F nor M");
    return Gender::Male;
}

void readRatings(TextTable& table, const IdRows& users, const IdRows& movies,
                 std::string_view usersFile, std::string_view moviesFile, RatingColumns& ratings,
                 const std::stop_token& stop, const ProgressCallback& progress) {
    constexpr std::size_t fieldCount = 4;
    constexpr std::size_t linesBetweenReports = 1 << 15;
    constexpr std::size_t typicalLineBytes = 20;
    ratings.reserve(table.byteCount() / typicalLineBytes);
    while (table.nextLine()) {
        const auto fields = table.fields(fieldCount);
        const std::int32_t userId = table.integer(fields[0], "user id");
        const std::int32_t movieId = table.integer(fields[1], "movie id");
        const float value = table.number(fields[2], "rating");
        const std::int32_t user = users.find(userId);
        const std::int32_t movie = movies.find(movieId);
        if (user < 0)
            table.fail("rating by user " + std::to_string(userId) + ", who is not in " +
                       std::string(usersFile));
        if (movie < 0)
            table.fail("rating of movie " + std::to_string(movieId) + ", which is not in " +
                       std::string(moviesFile));
        if (value < 0.5F || value > 5.0F)
            table.fail("rating " + std::string(fields[2]) + " is not between 0.5 and 5 stars");
        ratings.user.push_back(user);
        ratings.movie.push_back(movie);
        ratings.value.push_back(value);
        ratings.timestamp.push_back(table.integer64(fields[3], "timestamp"));
        if (table.lineNumber() % linesBetweenReports == 0) {
            throwIfStopped(stop);
            report(progress, table.bytePosition(), table.byteCount(), "Reading ratings");
        }
    }
}

} // namespace towerlab::detail
