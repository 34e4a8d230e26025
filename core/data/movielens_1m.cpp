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

/// Codes of ml-1m, or words, of which those that ml-1m does not have are added.
class Occupations {
public:
    std::int32_t indexOf(const TextTable& table, std::string_view field) {
        if (field.empty())
            return -1;
        std::int32_t code = 0;
        const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), code);
        if (error != std::errc() || end != field.data() + field.size())
            return indexOfWord(table, field);
        if (code >= 0 && code < static_cast<std::int32_t>(movieLens1MOccupations.size()))
            return code;
        ++strange_;
        return -1;
    }
    /// How many users have a code that there is no word for.
    std::size_t strange() const { return strange_; }
    std::vector<std::string> take() { return std::move(words_); }

private:
    std::int32_t indexOfWord(const TextTable& table, std::string_view word) {
        constexpr std::size_t mostWords = 10'000;
        const auto found = std::find(words_.begin(), words_.end(), word);
        if (found == words_.end() && words_.size() >= mostWords)
            table.fail("there are more than 10,000 different occupations");
        const auto index = static_cast<std::int32_t>(found - words_.begin());
        if (found == words_.end())
            words_.emplace_back(word);
        return index;
    }

    std::vector<std::string> words_{movieLens1MOccupations.begin(), movieLens1MOccupations.end()};
    std::size_t strange_ = 0;
};

void addUser(TextTable& table, bool realAges, IdRows& rows, PeopleColumns& people,
             Occupations& occupations) {
    const auto fields = table.fields(5);
    Person person;
    person.id = table.integer(fields[0], "user id");
    person.gender = genderOf(fields[1]);
    setAge(person, table, fields[2]);
    if (!realAges)
        person.years = -1;
    person.zip = std::string(fields[4]);
    person.occupation = occupations.indexOf(table, fields[3]);
    rows.add(person.id, table, "user");
    people.add(person);
}

void readUsers(const Reading& reading, Entities& entities) {
    entities.usersFile = "users.dat";
    TextTable table = openText(reading, entities.usersFile, separator);
    const bool realAges = hasRealAges(table);
    PeopleColumns people;
    BadRows bad(reading.options.skipBadRows);
    Occupations occupations;
    while (table.nextLine())
        if (!table.isHeader())
            bad.tryRow([&] { addUser(table, realAges, entities.users, people, occupations); });
    bad.finish(reading.parts.notes);
    if (occupations.strange() > 0)
        reading.parts.notes.push_back("The occupation of " + std::to_string(occupations.strange()) +
                                      " users is a code that ml-1m does not have; it counts as "
                                      "unknown.");
    reading.parts.users = people.take(occupations.take());
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
