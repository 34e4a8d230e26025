// SPDX-License-Identifier: MIT
#include "core/data/movielens_parts.h"

#include "core/data/feature_kinds.h"
#include "core/data/title.h"
#include "core/error.h"
#include "core/text/ascii.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace towerlab::detail {
namespace {

bool hasControl(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

} // namespace

std::string_view idIn(const TextTable& table, std::string_view field, std::string_view what) {
    const std::string_view id = trimmed(field);
    if (id.empty())
        table.fail("the id of the " + std::string(what) + " is missing");
    return id;
}

void requireReadable(const TextTable& table, std::string_view id, std::string_view what) {
    if (hasControl(id))
        table.fail(std::string(what) + " id " + inQuotes(id) + " holds control characters");
}

std::string_view newIdIn(const TextTable& table, std::string_view field, std::string_view what,
                         const IdColumn& ids) {
    const std::string_view id = idIn(table, field, what);
    if (ids.find(id))
        table.fail(std::string(what) + " id " + readable(id) + " is used twice");
    requireReadable(table, id, what);
    return id;
}

std::optional<std::int16_t> Words::tryIndexOf(std::string_view word) {
    const auto known = indices_.find(std::string(word));
    if (known != indices_.end())
        return known->second;
    if (words_.size() > static_cast<std::size_t>(std::numeric_limits<std::int16_t>::max()))
        return std::nullopt;
    const auto index = static_cast<std::int16_t>(words_.size());
    indices_.emplace(word, index);
    words_.emplace_back(word);
    return index;
}

std::int16_t Words::indexOf(const TextTable& table, std::string_view word) {
    if (const auto index = tryIndexOf(word))
        return *index;
    table.fail("more than 32,767 different words in one column are not supported");
}

std::vector<std::int16_t> GenreWords::read(const TextTable& table, std::string_view field) {
    if (auto genres = tryRead(wordsIn(field, '|')))
        return std::move(*genres);
    table.fail("more than 32,767 different genres are not supported");
}

std::optional<std::vector<std::int16_t>>
GenreWords::tryRead(std::span<const std::string_view> words) {
    std::vector<std::int16_t> genres;
    for (const std::string_view name : words) {
        std::string spelling = lowerCase(name);
        if (spelling == "(no genres listed)")
            continue;
        auto known = bySpelling_.find(spelling);
        if (known == bySpelling_.end()) {
            const auto index = words_.tryIndexOf(name);
            if (!index)
                return std::nullopt;
            known = bySpelling_.emplace(std::move(spelling), *index).first;
        }
        if (std::find(genres.begin(), genres.end(), known->second) == genres.end())
            genres.push_back(known->second);
    }
    return genres;
}

void addTitle(std::string_view title, std::span<const std::int16_t> genres, MovieColumns& movies) {
    TitleAndYear split = splitTitle(title);
    movies.title.push_back(std::move(split.title));
    movies.year.push_back(split.year);
    movies.genre.insert(movies.genre.end(), genres.begin(), genres.end());
    movies.genreStart.push_back(static_cast<std::uint32_t>(movies.genre.size()));
}

void addMovie(std::string_view id, std::string_view title, std::span<const std::int16_t> genres,
              MovieColumns& movies) {
    movies.id.add(id);
    addTitle(title, genres, movies);
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

TextTable openText(const Reading& reading, std::string_view file, std::string_view separator,
                   std::size_t mostBytes) {
    TextTable table(reading.files.read(file), separator);
    if (table.byteCount() > mostBytes)
        return table;
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

} // namespace towerlab::detail
