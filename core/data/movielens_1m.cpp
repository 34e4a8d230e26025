// SPDX-License-Identifier: MIT
#include "core/data/movielens_1m.h"

#include "core/data/title.h"

#include <algorithm>

namespace towerlab::detail {
namespace {

constexpr std::string_view separator = "::";

/// ml-1m writes the youngest age of each bracket; other files in its layout have real ages, and
/// one age that is no code shows that all are.
bool hasRealAges(TextTable table) {
    while (table.nextLine()) {
        const auto fields = table.fields();
        std::int32_t age = 0;
        if (fields.size() < 3)
            continue;
        const auto [end, error] =
            std::from_chars(fields[2].data(), fields[2].data() + fields[2].size(), age);
        if (error == std::errc() &&
            std::find(ageBracketCodes.begin(), ageBracketCodes.end(), age) == ageBracketCodes.end())
            return true;
    }
    return false;
}

void addUser(TextTable& table, bool realAges, IdRows& rows, PeopleColumns& people,
             std::size_t& strangeOccupations) {
    const auto fields = table.fields(5);
    Person person;
    person.id = table.integer(fields[0], "user id");
    person.gender = genderOf(fields[1]);
    setAge(person, table, fields[2]);
    if (!realAges)
        person.years = -1;
    person.occupation = fields[3].empty() ? -1 : table.integer(fields[3], "occupation");
    const auto codes = static_cast<std::int32_t>(movieLens1MOccupations.size());
    if (person.occupation < -1)
        table.fail("occupation " + inQuotes(fields[3]) + " is not a code");
    if (person.occupation >= codes) {
        person.occupation = -1;
        ++strangeOccupations;
    }
    person.zip = std::string(fields[4]);
    rows.add(person.id, table, "user");
    people.add(person);
}

void readUsers(const Reading& reading, Entities& entities) {
    entities.usersFile = "users.dat";
    TextTable table = openText(reading, entities.usersFile, separator);
    const bool realAges = hasRealAges(table);
    PeopleColumns people;
    BadRows bad(reading.options.skipBadRows);
    std::size_t strangeOccupations = 0;
    while (table.nextLine())
        if (!table.isHeader())
            bad.tryRow(
                [&] { addUser(table, realAges, entities.users, people, strangeOccupations); });
    bad.finish(reading.parts.notes);
    if (strangeOccupations > 0)
        reading.parts.notes.push_back("The occupation of " + std::to_string(strangeOccupations) +
                                      " users is a code that ml-1m does not have; it counts as "
                                      "unknown.");
    reading.parts.users = people.take();
}

void readMovies(const Reading& reading, Entities& entities) {
    entities.moviesFile = "movies.dat";
    TextTable table = openText(reading, entities.moviesFile, separator);
    MovieColumns& movies = reading.parts.movies;
    GenreWords genres;
    BadRows bad(reading.options.skipBadRows);
    while (table.nextLine())
        if (!table.isHeader())
            bad.tryRow([&] {
                const auto fields = table.fields(3);
                const std::int32_t id = table.integer(fields[0], "movie id");
                entities.movies.add(id, table, "movie");
                auto [title, year] = splitTitle(fields[1]);
                movies.id.push_back(id);
                movies.title.push_back(std::move(title));
                movies.year.push_back(year);
                genres.add(fields[2], movies);
            });
    bad.finish(reading.parts.notes);
    reading.parts.genreNames = genres.take();
}

} // namespace

void readMovieLensDat(const Reading& reading) {
    Entities entities;
    if (reading.files.has("users.dat")) {
        report(reading.progress, 0, 0, "Reading users");
        readUsers(reading, entities);
        throwIfStopped(reading.stop);
    }
    if (reading.files.has("movies.dat")) {
        report(reading.progress, 0, 0, "Reading movies");
        readMovies(reading, entities);
        throwIfStopped(reading.stop);
    }
    TextTable ratings(reading.files.read("ratings.dat"), separator);
    readRatings(reading, ratings, {}, entities);
    reading.parts.format =
        entities.usersFile.empty() ? DataFormat::MovieLens10M : DataFormat::MovieLens1M;
}

} // namespace towerlab::detail
