// SPDX-License-Identifier: MIT
#include "core/data/movielens_100k.h"

#include "core/data/rating_table.h"

#include <algorithm>

namespace towerlab::detail {
namespace {

constexpr std::size_t itemFieldsBeforeGenres = 5;

/// Genre names in the order of their flags in u.item.
std::vector<std::string> readGenres(const Reading& reading) {
    TextTable table = openText(reading, "u.genre", "|");
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

/// Without names: as many numbers as the first movie has flags.
std::vector<std::string> numberedGenres(TextTable table) {
    std::vector<std::string> names;
    if (table.nextLine())
        for (std::size_t field = itemFieldsBeforeGenres; field < table.fields().size(); ++field)
            names.push_back("genre " + std::to_string(names.size()));
    return names;
}

void readUsers(const Reading& reading, EntityFiles& entities) {
    entities.users = "u.user";
    TextTable table = openText(reading, entities.users, "|");
    Words occupations;
    PeopleColumns people;
    BadRows bad(reading.options.skipBadRows);
    while (table.nextLine())
        if (!table.isHeader())
            bad.tryRow([&] {
                const auto fields = table.fields(5);
                Person person;
                person.id = newIdIn(table, fields[0], "user", people.ids());
                setAge(person, table, fields[1]);
                person.gender = genderOf(fields[2]);
                person.zip = std::string(fields[4]);
                if (!fields[3].empty())
                    person.occupation = occupations.indexOf(table, fields[3]);
                people.add(person);
            });
    bad.finish(reading.parts.notes);
    reading.parts.users = people.take(occupations.take());
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

/// @throws DataError about the table's current line if a flag is neither 0 nor 1
std::vector<std::int16_t> genresOf(const TextTable& table,
                                   std::span<const std::string_view> flags) {
    std::vector<std::int16_t> genres;
    for (std::size_t genre = 0; genre < flags.size(); ++genre)
        if (flags[genre] == "1")
            genres.push_back(static_cast<std::int16_t>(genre));
        else if (flags[genre] != "0")
            table.fail("genre flag " + inQuotes(flags[genre]) + " is neither 0 nor 1");
    return genres;
}

void readMovies(const Reading& reading, EntityFiles& entities) {
    entities.movies = "u.item";
    DatasetParts& parts = reading.parts;
    MovieColumns& movies = parts.movies;
    TextTable table = openText(reading, entities.movies, "|");
    parts.genreNames = reading.files.has("u.genre") ? readGenres(reading) : numberedGenres(table);
    BadRows bad(reading.options.skipBadRows);
    while (table.nextLine())
        bad.tryRow([&] {
            const auto fields = table.fields(itemFieldsBeforeGenres + parts.genreNames.size());
            const std::string_view id = newIdIn(table, fields[0], "movie", movies.id);
            const auto genres = genresOf(table, fields.subspan(itemFieldsBeforeGenres));
            addMovie(id, fields[1], genres, movies);
            if (movies.year.back() == 0)
                movies.year.back() = yearOfDate(fields[2]);
        });
    bad.finish(parts.notes);
}

} // namespace

void readMovieLens100K(const Reading& reading) {
    reading.parts.format = DataFormat::MovieLens100K;
    EntityFiles entities;
    readIfThere(reading, "u.user", "Reading users", [&] { readUsers(reading, entities); });
    readIfThere(reading, "u.item", "Reading movies", [&] { readMovies(reading, entities); });
    TextTable ratings(reading.files.read("u.data"), "\t");
    readRatings(reading, ratings, {}, entities);
}

} // namespace towerlab::detail
