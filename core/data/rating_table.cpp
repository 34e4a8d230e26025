// SPDX-License-Identifier: MIT
#include "core/data/rating_table.h"

#include "core/data/field_values.h"
#include "core/error.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace towerlab::detail {
namespace {

/// Reads the lines of a table into columns.
class RatingReader {
public:
    RatingReader(const Reading& reading, TextTable& table, const RatingFields& fields,
                 const EntityFiles& entities)
        : reading_(reading),
          table_(table),
          fields_(fields),
          entities_(entities),
          least_(std::max({fields.user, fields.movie, fields.rating.value_or(0)}) + 1),
          most_(std::max(least_, fields.time ? *fields.time + 1 : 0)) {}

    void read() {
        constexpr std::size_t linesBetweenReports = 1 << 15;
        constexpr std::size_t typicalLineBytes = 20;
        BadRows bad(reading_.options.skipBadRows);
        reading_.parts.ratings.reserve(table_.byteCount() / typicalLineBytes);
        bool first = true;
        while (table_.nextLine()) {
            if (std::exchange(first, false) && (fields_.header || table_.isHeader()))
                continue;
            bad.tryRow([this] { readLine(); });
            if (table_.lineNumber() % linesBetweenReports == 0) {
                throwIfStopped(reading_.stop);
                report(reading_.progress, table_.bytePosition(), table_.byteCount(),
                       "Reading ratings");
            }
        }
        bad.finish(reading_.parts.notes);
    }

private:
    void readLine() {
        const auto all = table_.fields();
        const bool endsWithSeparator = all.size() == most_ + 1 && all.back().empty();
        if (all.size() < least_ ||
            (all.size() > most_ && !endsWithSeparator && !fields_.furtherColumns))
            table_.fields(most_); // says what it expected
        const std::string_view userId = idIn(table_, all[fields_.user], "user");
        const std::string_view movieId = idIn(table_, all[fields_.movie], "movie");
        const float value = fields_.rating ? ratingOf(table_, all[*fields_.rating]) : 1.0F;
        const std::int64_t time =
            fields_.time && *fields_.time < all.size() ? timeOf(table_, all[*fields_.time]) : 0;
        auto user = userId == lastUserId_ ? lastUser_ : reading_.parts.users.id.find(userId);
        auto movie = reading_.parts.movies.id.find(movieId);
        requireKnown(user.has_value(), movie.has_value(), userId, movieId);
        if (!user)
            requireReadable(table_, userId, "user");
        if (!movie)
            requireReadable(table_, movieId, "movie");
        if (!user)
            user = append(reading_.parts.users.id, userId);
        if (userId != lastUserId_) {
            lastUserId_ = userId;
            lastUser_ = user;
        }
        if (!movie)
            movie = append(reading_.parts.movies.id, movieId);
        RatingColumns& ratings = reading_.parts.ratings;
        ratings.user.push_back(static_cast<std::int32_t>(*user));
        ratings.movie.push_back(static_cast<std::int32_t>(*movie));
        ratings.value.push_back(value);
        ratings.timestamp.push_back(time);
    }

    /// MovieLens' files of users and movies, where there are such, are complete.
    void requireKnown(bool user, bool movie, std::string_view userId,
                      std::string_view movieId) const {
        if (!user && !entities_.users.empty() && !entities_.mayLackUsers)
            table_.fail("rating by user " + readable(userId) + ", who is not in " +
                        entities_.users);
        if (!movie && !entities_.movies.empty() && !entities_.mayLackMovies)
            table_.fail("rating of movie " + readable(movieId) + ", which is not in " +
                        entities_.movies);
    }

    static std::size_t append(IdColumn& ids, std::string_view id) {
        ids.add(id);
        return ids.size() - 1;
    }

    const Reading& reading_;
    TextTable& table_;
    const RatingFields& fields_;
    const EntityFiles& entities_;
    std::string lastUserId_; ///< most files have each user's ratings together
    std::optional<std::size_t> lastUser_;
    std::size_t least_; ///< fields of a line
    std::size_t most_;
};

/// Of users and movies that the ratings alone know nothing more is known.
void fillUp(EntityColumns& entities) {
    for (CategoryColumn& column : entities.categories)
        column.value.resize(entities.size(), -1);
    for (NumberColumn& column : entities.numbers)
        column.value.resize(entities.size(), std::numeric_limits<float>::quiet_NaN());
    for (TextColumn& column : entities.texts)
        column.value.resize(entities.size());
}

/// Movies without a title are called by their ids.
void nameMovies(MovieColumns& movies) {
    for (std::size_t row = movies.title.size(); row < movies.id.size(); ++row) {
        const std::string id = movies.id.text(row);
        addTitle(movies.id.areNumbers() ? "Movie " + id : id, {}, movies);
    }
}

void tellWhoIsMissing(const std::string& file, std::size_t unknown, const std::string& what,
                      const char* withoutFile, std::vector<std::string>& notes) {
    if (file.empty())
        notes.emplace_back(withoutFile);
    else if (unknown == 1)
        notes.push_back("1 " + what + " with ratings is not in " + file +
                        ": nothing more is known of it.");
    else if (unknown > 0)
        notes.push_back(std::to_string(unknown) + " " + what + "s with ratings are not in " + file +
                        ": nothing more is known of them.");
}

void tellWhatIsMissing(const RatingFields& fields, const RatingColumns& ratings,
                       std::vector<std::string>& notes) {
    if (!fields.rating)
        notes.emplace_back("There is no column of ratings: each line counts as a like, 1.");
    if (std::all_of(ratings.timestamp.begin(), ratings.timestamp.end(),
                    [](std::int64_t time) { return time == 0; }))
        notes.emplace_back("The ratings have no times.");
}

} // namespace

void readRatings(const Reading& reading, TextTable& table, const RatingFields& fields,
                 const EntityFiles& entities) {
    DatasetParts& parts = reading.parts;
    const std::size_t users = parts.users.size();
    const std::size_t movies = parts.movies.size();
    RatingReader(reading, table, fields, entities).read();
    if (parts.ratings.size() == 0)
        throw DataError("there is no rating in the file", table.path());
    tellWhoIsMissing(entities.users, parts.users.size() - users, "user",
                     "There is no file of users: of a user no more is known than the ratings.",
                     parts.notes);
    tellWhoIsMissing(entities.movies, parts.movies.size() - movies, "movie",
                     "There is no file of movies: they are called by their ids.", parts.notes);
    tellWhatIsMissing(fields, parts.ratings, parts.notes);
    fillUp(parts.users);
    fillUp(parts.movies);
    nameMovies(parts.movies);
    if (const std::string unit = scaleTimes(parts.ratings.timestamp); !unit.empty())
        parts.notes.push_back("The times were taken for " + unit + "seconds.");
    parts.lastRatingCounts = true;
    report(reading.progress, 0, 0, "Building the index");
}

} // namespace towerlab::detail
