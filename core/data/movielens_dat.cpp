// SPDX-License-Identifier: MIT
#include "core/data/movielens_dat.h"

#include "core/data/rating_table.h"
#include "core/data/tags.h"

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

/// Codes of ml-1m, or words, of which those that ml-1m does not have are added.
class Occupations {
public:
    explicit Occupations(const TextTable& table) : table_(table) {
        for (const std::string_view word : movieLens1MOccupations)
            words_.indexOf(table, word);
    }
    std::int32_t indexOf(std::string_view field) {
        if (field.empty())
            return -1;
        std::int32_t code = 0;
        const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), code);
        if (error != std::errc() || end != field.data() + field.size())
            return words_.indexOf(table_, field);
        if (code >= 0 && code < static_cast<std::int32_t>(movieLens1MOccupations.size()))
            return code;
        ++strange_;
        return -1;
    }
    /// How many users have a code that there is no word for.
    std::size_t strange() const { return strange_; }
    std::vector<std::string> take() { return words_.take(); }

private:
    const TextTable& table_;
    Words words_;
    std::size_t strange_ = 0;
};

void addUser(TextTable& table, bool realAges, PeopleColumns& people, Occupations& occupations) {
    const auto fields = table.fields(5);
    Person person;
    person.id = newIdIn(table, fields[0], "user", people.ids());
    person.gender = genderOf(fields[1]);
    setAge(person, table, fields[2]);
    if (!realAges)
        person.years = -1;
    person.zip = std::string(fields[4]);
    person.occupation = occupations.indexOf(fields[3]);
    people.add(person);
}

void readUsers(const Reading& reading, EntityFiles& entities) {
    entities.users = "users.dat";
    TextTable table = openText(reading, entities.users, separator);
    const bool realAges = hasRealAges(table);
    PeopleColumns people;
    BadRows bad(reading.options.skipBadRows);
    Occupations occupations(table);
    while (table.nextLine())
        if (!table.isHeader())
            bad.tryRow([&] { addUser(table, realAges, people, occupations); });
    bad.finish(reading.parts.notes);
    if (occupations.strange() > 0)
        reading.parts.notes.push_back("The occupation of " + std::to_string(occupations.strange()) +
                                      " users is a code that ml-1m does not have; it counts as "
                                      "unknown.");
    reading.parts.users = people.take(occupations.take());
}

void readMovies(const Reading& reading, EntityFiles& entities) {
    entities.movies = "movies.dat";
    TextTable table = openText(reading, entities.movies, separator);
    MovieColumns& movies = reading.parts.movies;
    GenreWords genres;
    BadRows bad(reading.options.skipBadRows);
    while (table.nextLine())
        if (!table.isHeader())
            bad.tryRow([&] {
                const auto fields = table.fields(3);
                const std::string_view id = newIdIn(table, fields[0], "movie", movies.id);
                const auto own = genres.read(table, fields[2]);
                addMovie(id, fields[1], own, movies);
            });
    bad.finish(reading.parts.notes);
    reading.parts.genreNames = genres.take();
}

} // namespace

void readMovieLensDat(const Reading& reading) {
    EntityFiles entities;
    readIfThere(reading, "users.dat", "Reading users", [&] { readUsers(reading, entities); });
    readIfThere(reading, "movies.dat", "Reading movies", [&] { readMovies(reading, entities); });
    TextTable ratings(reading.files.read("ratings.dat"), separator);
    readRatings(reading, ratings, {}, entities);
    readIfThere(reading, "tags.dat", "Reading tags", [&] { readTags(reading, "tags.dat"); });
    reading.parts.format =
        entities.users.empty() ? DataFormat::MovieLens10M : DataFormat::MovieLens1M;
}

} // namespace towerlab::detail
