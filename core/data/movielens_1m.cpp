// SPDX-License-Identifier: MIT
#include "core/data/movielens_1m.h"

#include "core/data/movielens_parts.h"
#include "core/data/title.h"

#include <algorithm>

namespace towerlab::detail {
namespace {

constexpr std::string_view separator = "::";

std::int32_t parseBracket(const TextTable& table, std::string_view field) {
    const std::int32_t code = table.integer(field, "age");
    const auto found = std::find(ageBracketCodes.begin(), ageBracketCodes.end(), code);
    if (found == ageBracketCodes.end())
        table.fail("age " + inQuotes(field) + " is not one of the codes 1, 18, 25, 35, 45, 50, 56");
    return static_cast<std::int32_t>(found - ageBracketCodes.begin());
}

UserColumns readUsers(const std::filesystem::path& path, IdRows& rows) {
    PeopleColumns users;
    TextTable table(path, separator);
    table.decode();
    while (table.nextLine()) {
        const auto fields = table.fields(5);
        const std::int32_t id = table.integer(fields[0], "user id");
        const std::int32_t occupation = table.integer(fields[3], "occupation");
        if (occupation < 0 || static_cast<std::size_t>(occupation) >= movieLens1MOccupations.size())
            table.fail("occupation " + inQuotes(fields[3]) + " is not a code from 0 to 20");
        rows.add(id, table, "user");
        users.add({.id = id,
                   .gender = parseGender(table, fields[1]),
                   .ageBracket = parseBracket(table, fields[2]),
                   .occupation = occupation,
                   .zip = std::string(fields[4])});
    }
    return users.take();
}

void addGenres(std::string_view field, Words& genres, MovieColumns& movies) {
    while (!field.empty()) {
        const std::size_t bar = field.find('|');
        const std::string_view name = field.substr(0, bar);
        if (!name.empty())
            movies.genre.push_back(genres.indexOf(name));
        field = bar == std::string_view::npos ? std::string_view() : field.substr(bar + 1);
    }
    movies.genreStart.push_back(static_cast<std::uint32_t>(movies.genre.size()));
}

std::vector<std::string> readMovies(const std::filesystem::path& path, MovieColumns& movies,
                                    IdRows& rows) {
    TextTable table(path, separator);
    table.decode();
    Words genres;
    while (table.nextLine()) {
        const auto fields = table.fields(3);
        const std::int32_t id = table.integer(fields[0], "movie id");
        rows.add(id, table, "movie");
        auto [title, year] = splitTitle(fields[1]);
        movies.id.push_back(id);
        movies.title.push_back(std::move(title));
        movies.year.push_back(year);
        addGenres(fields[2], genres, movies);
    }
    return genres.take();
}

} // namespace

DatasetParts readMovieLens1M(const std::filesystem::path& folder, const std::stop_token& stop,
                             const ProgressCallback& progress) {
    DatasetParts parts;
    parts.format = DataFormat::MovieLens1M;
    IdRows userRows;
    IdRows movieRows;
    report(progress, 0, 0, "Reading users");
    parts.users = readUsers(folder / "users.dat", userRows);
    throwIfStopped(stop);
    report(progress, 0, 0, "Reading movies");
    parts.genreNames = readMovies(folder / "movies.dat", parts.movies, movieRows);
    throwIfStopped(stop);
    TextTable ratings(folder / "ratings.dat", separator);
    readRatings(ratings, userRows, movieRows, "users.dat", "movies.dat", parts.ratings, stop,
                progress);
    return parts;
}

} // namespace towerlab::detail
