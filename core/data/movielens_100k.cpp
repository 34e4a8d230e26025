// SPDX-License-Identifier: MIT
#include "core/data/movielens_100k.h"

#include "core/data/movielens_parts.h"
#include "core/data/title.h"

#include <limits>

namespace towerlab::detail {
namespace {

constexpr std::size_t itemFieldsBeforeGenres = 5;

/// Genre names in the order of their flags in u.item.
std::vector<std::string> readGenres(const std::filesystem::path& path) {
    TextTable table(path, "|");
    table.decode();
    std::vector<std::string> names;
    while (table.nextLine()) {
        const auto fields = table.fields(2);
        const std::int32_t index = table.integer(fields[1], "genre number");
        if (index != static_cast<std::int32_t>(names.size()))
            table.fail("genre number " + inQuotes(fields[1]) + " is out of order");
        names.emplace_back(fields[0]);
    }
    return names;
}

UserColumns readUsers(const std::filesystem::path& path, IdRows& rows) {
    TextTable table(path, "|");
    table.decode();
    Words occupations;
    PeopleColumns users;
    while (table.nextLine()) {
        const auto fields = table.fields(5);
        const std::int32_t id = table.integer(fields[0], "user id");
        const std::int32_t age = table.integer(fields[1], "age");
        if (age < 0 || age > 150)
            table.fail("age " + inQuotes(fields[1]) + " is not an age in years");
        rows.add(id, table, "user");
        users.add({.id = id,
                   .gender = parseGender(table, fields[2]),
                   .ageBracket = ageBracketOf(age),
                   .occupation = occupations.indexOf(fields[3]),
                   .zip = std::string(fields[4]),
                   .years = age});
    }
    return users.take(occupations.take());
}

/// Year at the end of a date such as "01-Jan-1995"; 0 where there is none.
std::int16_t yearOfDate(std::string_view date) {
    if (date.size() < 4)
        return 0;
    std::int16_t year = 0;
    const std::string_view digits = date.substr(date.size() - 4);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + 4, year);
    return error == std::errc() && end == digits.data() + 4 ? year : std::int16_t{0};
}

void addGenres(const TextTable& table, std::span<const std::string_view> flags,
               MovieColumns& movies) {
    for (std::size_t genre = 0; genre < flags.size(); ++genre) {
        if (flags[genre] == "1")
            movies.genre.push_back(static_cast<std::int16_t>(genre));
        else if (flags[genre] != "0")
            table.fail("genre flag " + inQuotes(flags[genre]) + " is neither 0 nor 1");
    }
    movies.genreStart.push_back(static_cast<std::uint32_t>(movies.genre.size()));
}

void readMovies(const std::filesystem::path& path, DatasetParts& parts, IdRows& rows) {
    TextTable table(path, "|");
    table.decode();
    MovieColumns& movies = parts.movies;
    while (table.nextLine()) {
        const auto fields = table.fields(itemFieldsBeforeGenres + parts.genreNames.size());
        const std::int32_t id = table.integer(fields[0], "movie id");
        rows.add(id, table, "movie");
        auto [title, year] = splitTitle(fields[1]);
        movies.id.push_back(id);
        movies.title.push_back(std::move(title));
        movies.year.push_back(year != 0 ? year : yearOfDate(fields[2]));
        addGenres(table, fields.subspan(itemFieldsBeforeGenres), movies);
    }
}

} // namespace

DatasetParts readMovieLens100K(const std::filesystem::path& folder, const std::stop_token& stop,
                               const ProgressCallback& progress) {
    DatasetParts parts;
    parts.format = DataFormat::MovieLens100K;
    IdRows userRows;
    IdRows movieRows;
    report(progress, 0, 0, "Reading users");
    parts.users = readUsers(folder / "u.user", userRows);
    throwIfStopped(stop);
    report(progress, 0, 0, "Reading movies");
    parts.genreNames = readGenres(folder / "u.genre");
    readMovies(folder / "u.item", parts, movieRows);
    throwIfStopped(stop);
    TextTable ratings(folder / "u.data", "\t");
    readRatings(ratings, userRows, movieRows, "u.user", "u.item", parts.ratings, stop, progress);
    return parts;
}

} // namespace towerlab::detail
