// SPDX-License-Identifier: MIT
#include "core/data/movielens_parts.h"

#include "core/data/title.h"
#include "core/error.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace towerlab::detail {
namespace {

constexpr std::int32_t denseLimit = 1 << 24; ///< ids from here on are looked up in a hash table

/// Seconds since 1970 as a whole number or with decimals; 0 where the field is empty.
std::int64_t timeOf(const TextTable& table, std::string_view field) {
    std::int64_t whole = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), whole);
    if (error == std::errc() && end == field.data() + field.size())
        return whole;
    if (field.empty())
        return 0;
    double number = 0;
    const auto [last, failed] = std::from_chars(field.data(), field.data() + field.size(), number);
    constexpr double most = 9e15;
    if (failed != std::errc() || last != field.data() + field.size() || !(std::abs(number) < most))
        table.fail("timestamp " + inQuotes(field) + " is not a number of seconds");
    return static_cast<std::int64_t>(std::floor(number));
}

/// Times most of which lie beyond the year 5000 are in milliseconds or microseconds; a single one
/// is a mistake in the data.
void scaleTimes(RatingColumns& ratings, std::vector<std::string>& notes) {
    constexpr std::int64_t year5000 = 100'000'000'000;
    const auto beyond = [&](std::int64_t limit) {
        const auto count = std::count_if(ratings.timestamp.begin(), ratings.timestamp.end(),
                                         [limit](std::int64_t time) { return time >= limit; });
        return static_cast<std::size_t>(count) * 2 > ratings.size();
    };
    if (!beyond(year5000))
        return;
    const bool micro = beyond(year5000 * 1000);
    for (std::int64_t& time : ratings.timestamp)
        time /= micro ? 1'000'000 : 1000;
    notes.push_back(std::string("The times were taken for ") + (micro ? "micro" : "milli") +
                    "seconds.");
}

/// Reads the lines of a table into columns.
class RatingReader {
public:
    RatingReader(const Reading& reading, TextTable& table, const RatingFields& fields,
                 Entities& entities)
        : reading_(reading), table_(table), fields_(fields), entities_(entities) {}

    void read() {
        constexpr std::size_t linesBetweenReports = 1 << 15;
        constexpr std::size_t typicalLineBytes = 20;
        BadRows bad(reading_.options.skipBadRows);
        reading_.parts.ratings.reserve(table_.byteCount() / typicalLineBytes);
        bool first = true;
        while (table_.nextLine()) {
            if (std::exchange(first, false) && table_.isHeader())
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
        const std::size_t least = std::max({fields_.user, fields_.movie, fields_.rating}) + 1;
        const std::size_t most = std::max(least, fields_.time + 1);
        const bool endsWithSeparator = all.size() == most + 1 && all.back().empty();
        if (all.size() < least ||
            (all.size() > most && !endsWithSeparator && !fields_.furtherColumns))
            table_.fields(most); // says what it expected
        const std::int32_t userId = table_.integer(all[fields_.user], "user id");
        const std::int32_t movieId = table_.integer(all[fields_.movie], "movie id");
        const float value = table_.number(all[fields_.rating], "rating");
        const std::int64_t time = fields_.time < all.size() ? timeOf(table_, all[fields_.time]) : 0;
        const std::int32_t user = rowOf(entities_.users, userId, entities_.usersFile, "user");
        const std::int32_t movie = rowOf(entities_.movies, movieId, entities_.moviesFile, "movie");
        RatingColumns& ratings = reading_.parts.ratings;
        ratings.user.push_back(user);
        ratings.movie.push_back(movie);
        ratings.value.push_back(value);
        ratings.timestamp.push_back(time);
    }

    std::int32_t rowOf(IdRows& rows, std::int32_t id, const std::string& file, const char* what) {
        const std::int32_t row = rows.find(id);
        if (row >= 0)
            return row;
        if (!file.empty())
            table_.fail(what == std::string_view("user")
                            ? "rating by user " + std::to_string(id) + ", who is not in " + file
                            : "rating of movie " + std::to_string(id) + ", which is not in " +
                                  file);
        rows.add(id, table_, what);
        if (&rows == &entities_.users)
            reading_.parts.users.id.push_back(id);
        else
            addMovie(id, "Movie " + std::to_string(id), {}, reading_.parts.movies);
        return rows.size() - 1;
    }

    const Reading& reading_;
    TextTable& table_;
    const RatingFields& fields_;
    Entities& entities_;
};

void tellWhatIsMissing(const Entities& entities, const RatingColumns& ratings,
                       std::vector<std::string>& notes) {
    if (entities.usersFile.empty())
        notes.emplace_back("There is no file of users: of a user no more is known than the "
                           "ratings.");
    if (entities.moviesFile.empty())
        notes.emplace_back("There is no file of movies: they are called by their ids.");
    if (std::all_of(ratings.timestamp.begin(), ratings.timestamp.end(),
                    [](std::int64_t time) { return time == 0; }))
        notes.emplace_back("The ratings have no times.");
}

} // namespace

void IdRows::add(std::int32_t id, const TextTable& table, std::string_view what) {
    if (find(id) >= 0)
        table.fail(std::string(what) + " id " + std::to_string(id) + " is used twice");
    if (id < 0 || id >= denseLimit) {
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

std::int16_t Words::indexOf(const TextTable& table, std::string_view word) {
    const auto known = indices_.find(std::string(word));
    if (known != indices_.end())
        return known->second;
    if (words_.size() > static_cast<std::size_t>(std::numeric_limits<std::int16_t>::max()))
        table.fail("more than 32,767 different words in one column are not supported");
    const auto index = static_cast<std::int16_t>(words_.size());
    indices_.emplace(word, index);
    words_.emplace_back(word);
    return index;
}

std::vector<std::int16_t> GenreWords::read(const TextTable& table, std::string_view field) {
    std::vector<std::int16_t> genres;
    while (!field.empty()) {
        const std::size_t bar = field.find('|');
        const std::string_view name = trimmed(field.substr(0, bar));
        field = bar == std::string_view::npos ? std::string_view() : field.substr(bar + 1);
        std::string spelling = lowerCase(name);
        if (name.empty() || spelling == "(no genres listed)")
            continue;
        auto known = bySpelling_.find(spelling);
        if (known == bySpelling_.end())
            known = bySpelling_.emplace(std::move(spelling), words_.indexOf(table, name)).first;
        if (std::find(genres.begin(), genres.end(), known->second) == genres.end())
            genres.push_back(known->second);
    }
    return genres;
}

void addMovie(std::int32_t id, std::string_view title, std::span<const std::int16_t> genres,
              MovieColumns& movies) {
    TitleAndYear split = splitTitle(title);
    movies.id.push_back(id);
    movies.title.push_back(std::move(split.title));
    movies.year.push_back(split.year);
    movies.genre.insert(movies.genre.end(), genres.begin(), genres.end());
    movies.genreStart.push_back(static_cast<std::uint32_t>(movies.genre.size()));
}

Gender genderOf(std::string_view field) {
    const std::string word = lowerCase(trimmed(field));
    if (word == "f" || word == "female")
        return Gender::Female;
    return word == "m" || word == "male" ? Gender::Male : Gender::Unknown;
}

void setAge(Person& person, const TextTable& table, std::string_view field) {
    constexpr std::int32_t oldest = 150;
    if (trimmed(field).empty())
        return;
    const std::int32_t age = table.integer(trimmed(field), "age");
    if (age < 0 || age > oldest)
        table.fail("age " + inQuotes(field) + " is not an age in years");
    person.ageBracket = ageBracketOf(age);
    person.years = age;
}

TextTable openText(const Reading& reading, std::string_view file, std::string_view separator) {
    TextTable table(reading.files.read(file), separator);
    const DecodedText decoded = table.decode();
    if (!decoded.assumed.empty())
        reading.parts.notes.push_back(std::string(file) + " was read as " + decoded.assumed + ".");
    if (decoded.oddLines > 0)
        reading.parts.notes.push_back(std::to_string(decoded.oddLines) + " lines of " +
                                      std::string(file) +
                                      " are not UTF-8 as the others and were read as "
                                      "Windows-1252.");
    return table;
}

void readRatings(const Reading& reading, TextTable& table, const RatingFields& fields,
                 Entities& entities) {
    RatingReader(reading, table, fields, entities).read();
    DatasetParts& parts = reading.parts;
    if (parts.ratings.size() == 0)
        throw DataError("there is no rating in the file", table.path());
    tellWhatIsMissing(entities, parts.ratings, parts.notes);
    scaleTimes(parts.ratings, parts.notes);
    parts.lastRatingCounts = true;
    report(reading.progress, 0, 0, "Building the index");
}

} // namespace towerlab::detail
