// SPDX-License-Identifier: MIT
#include "core/data/feature_table.h"

#include "core/data/column_names.h"
#include "core/data/feature_kinds.h"
#include "core/data/field_values.h"
#include "core/data/table_shape.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace towerlab::detail {
namespace {

/// Name of a column in files and on the command line: "Favourite Colour" is "favourite_colour".
std::string keyOf(std::string_view name) {
    std::string key = lowerCase(trimmed(name));
    std::replace(key.begin(), key.end(), ' ', '_');
    return key;
}

/// Which column holds the ids, in a table of users or of items.
std::optional<std::size_t> idColumnOf(const TableShape& shape, std::string_view idName,
                                      std::span<const std::string_view> usualNames) {
    const std::vector<std::string_view> header(shape.columns.begin(), shape.columns.end());
    const std::string own = plainName(idName);
    const std::array<std::string_view, 1> sameName = {own};
    if (const auto column = columnOf(header, sameName))
        return column;
    if (const auto column = columnOf(header, usualNames))
        return column;
    constexpr std::array<std::string_view, 1> plainId = {"id"};
    return columnOf(header, plainId);
}

/// The columns of a table of users or items but for that of the ids, which go to `ids`.
std::vector<RawColumn> readRaw(const Reading& reading, std::string_view file,
                               std::string_view idName,
                               std::span<const std::string_view> usualNames, const char* what,
                               IdColumn& ids) {
    TextTable table = openText(reading, file, ",");
    const TableShape shape = shapeOf(table.beginning());
    table.setSeparator(shape.separator);
    table.allowQuotes();
    const auto idColumn = idColumnOf(shape, idName, usualNames);
    if (!idColumn)
        table.fail("no column of this table names the " + std::string(what) + "s",
                   "Call the column of their ids “" + std::string(idName) +
                       "”, as it is called in the ratings.");
    std::vector<RawColumn> columns;
    for (const std::string& name : shape.columns)
        columns.push_back({name, {}});
    BadRows bad(reading.options.skipBadRows);
    bool first = shape.header;
    while (table.nextLine()) {
        if (std::exchange(first, false))
            continue;
        bad.tryRow([&] {
            const auto fields = table.fields(columns.size());
            ids.add(newIdIn(table, fields[*idColumn], what, ids));
            for (std::size_t i = 0; i < fields.size(); ++i)
                columns[i].cells.emplace_back(trimmed(fields[i]));
        });
        throwIfStopped(reading.stop);
    }
    bad.finish(reading.parts.notes);
    columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(*idColumn));
    for (RawColumn& column : columns)
        column.kind = kindOf(column);
    return columns;
}

float numberOrNone(const std::string& cell) {
    const auto number = numberIn(cell);
    return number ? static_cast<float>(*number) : std::numeric_limits<float>::quiet_NaN();
}

NumberColumn numbersOf(const RawColumn& raw) {
    NumberColumn column{keyOf(raw.name), raw.name, {}};
    std::transform(raw.cells.begin(), raw.cells.end(), std::back_inserter(column.value),
                   numberOrNone);
    return column;
}

/// Levels in the order of their numbers.
CategoryColumn levelsOf(const RawColumn& raw) {
    std::map<double, std::string> words;
    for (const std::string& cell : raw.cells)
        if (const auto number = numberIn(cell))
            words.emplace(*number, cell);
    CategoryColumn column{keyOf(raw.name), raw.name, {}, {}, true};
    for (const auto& [number, word] : words)
        column.words.push_back(word);
    for (const std::string& cell : raw.cells) {
        const auto number = numberIn(cell);
        column.value.push_back(
            number ? static_cast<std::int32_t>(std::distance(words.begin(), words.find(*number)))
                   : -1);
    }
    return column;
}

/// Nothing if there are too many different words.
std::optional<CategoryColumn> wordsOf(const RawColumn& raw) {
    Words words;
    CategoryColumn column{keyOf(raw.name), raw.name, {}, {}, false};
    for (const std::string& cell : raw.cells) {
        const auto index = cell.empty() ? std::int16_t{-1} : words.tryIndexOf(cell);
        if (!index)
            return std::nullopt;
        column.value.push_back(*index);
    }
    column.words = words.take();
    return column;
}

bool areNumbers(const RawColumn& raw) {
    return std::all_of(raw.cells.begin(), raw.cells.end(), [](const std::string& cell) {
        return cell.empty() || numberIn(cell).has_value();
    });
}

void addText(RawColumn raw, EntityColumns& entities) {
    entities.texts.push_back({keyOf(raw.name), raw.name, std::move(raw.cells)});
}

/// A column that has no meaning of its own, by its kind.
void addColumn(RawColumn raw, EntityColumns& entities) {
    switch (raw.kind) {
    case ColumnKind::Category:
        if (areNumbers(raw)) {
            entities.categories.push_back(levelsOf(raw));
            return;
        }
        if (auto words = wordsOf(raw)) {
            entities.categories.push_back(std::move(*words));
            return;
        }
        break;
    case ColumnKind::Number:
    case ColumnKind::Year:
        entities.numbers.push_back(numbersOf(raw));
        return;
    case ColumnKind::Categories:
    case ColumnKind::Text:
        break;
    }
    addText(std::move(raw), entities);
}

/// MovieLens' column of genders, if each of these is one.
bool addGender(const RawColumn& raw, EntityColumns& users) {
    CategoryColumn column = genderColumn();
    for (const std::string& cell : raw.cells) {
        column.value.push_back(static_cast<std::int32_t>(genderOf(cell)));
        const bool unknown = cell.empty() || lowerCase(cell) == "unknown" || cell == "?";
        if (column.value.back() < 0 && !unknown)
            return false;
    }
    users.categories.push_back(std::move(column));
    return true;
}

/// MovieLens' brackets, and the years themselves unless they are the brackets' codes.
bool addAge(const RawColumn& raw, EntityColumns& users) {
    if (!areNumbers(raw))
        return false;
    constexpr float oldest = 150; // people's tables hold nonsense beyond
    NumberColumn years = yearsColumn();
    CategoryColumn brackets = ageColumn();
    bool codes = true;
    for (const std::string& cell : raw.cells) {
        const float age = numberOrNone(cell);
        const bool known = age >= 0 && age <= oldest;
        years.value.push_back(known ? age : std::numeric_limits<float>::quiet_NaN());
        brackets.value.push_back(known ? ageBracketOf(static_cast<std::int32_t>(age)) : -1);
        codes = codes && (!known || isBracketCode(age));
    }
    users.categories.push_back(std::move(brackets));
    if (!codes)
        users.numbers.push_back(std::move(years));
    return true;
}

/// Makes titles, years and genres of an item table's columns; the others are added as they are.
class ItemColumns {
public:
    ItemColumns(std::vector<RawColumn> columns, DatasetParts& parts)
        : columns_(std::move(columns)), parts_(parts) {}

    void add() {
        const auto title = take(names::title, [](const RawColumn&) { return true; });
        const auto year = take(
            names::year, [](const RawColumn& column) { return column.kind == ColumnKind::Year; });
        auto genres = take(names::genres, isList);
        if (!genres)
            genres = takeIf(isList);
        addTitles(title, year);
        if (genres && !addGenres(*genres))
            addText(std::move(*genres), parts_.movies);
        for (RawColumn& column : columns_)
            addColumn(std::move(column), parts_.movies);
    }

private:
    static bool isList(const RawColumn& column) { return column.kind == ColumnKind::Categories; }

    template <typename Fits>
    std::optional<RawColumn> takeIf(Fits fits) {
        const auto found = std::find_if(columns_.begin(), columns_.end(), fits);
        if (found == columns_.end())
            return std::nullopt;
        RawColumn column = std::move(*found);
        columns_.erase(found);
        return column;
    }
    template <typename Fits>
    std::optional<RawColumn> take(std::span<const std::string_view> called, Fits fits) {
        for (const std::string_view name : called)
            if (auto column = takeIf([&](const RawColumn& candidate) {
                    return plainName(candidate.name) == name && fits(candidate);
                }))
                return column;
        return std::nullopt;
    }

    void addTitles(const std::optional<RawColumn>& title, const std::optional<RawColumn>& year) {
        MovieColumns& movies = parts_.movies;
        for (std::size_t row = 0; row < movies.size(); ++row) {
            addTitle(title ? std::string_view(title->cells[row]) : std::string_view(), {}, movies);
            if (movies.title.back().empty())
                movies.title.back() = movies.id.text(row);
            const float number = year ? numberOrNone(year->cells[row]) : 0.0F;
            if (number > 0)
                movies.year.back() = static_cast<std::int16_t>(number);
        }
    }

    /// False, and nothing is changed, if there are too many different words.
    bool addGenres(const RawColumn& column) {
        const char separator = separatorOfWords(column.cells);
        GenreWords words;
        std::vector<std::int16_t> genres;
        std::vector<std::uint32_t> starts = {0};
        for (const std::string& cell : column.cells) {
            const auto own = words.tryRead(wordsIn(cell, separator));
            if (!own)
                return false;
            genres.insert(genres.end(), own->begin(), own->end());
            starts.push_back(static_cast<std::uint32_t>(genres.size()));
        }
        parts_.movies.genre = std::move(genres);
        parts_.movies.genreStart = std::move(starts);
        parts_.genreNames = words.take();
        return true;
    }

    std::vector<RawColumn> columns_;
    DatasetParts& parts_;
};

} // namespace

void readUserTable(const Reading& reading, std::string_view file, std::string_view idName) {
    EntityColumns& users = reading.parts.users;
    for (RawColumn& column : readRaw(reading, file, idName, names::user, "user", users.id)) {
        if (isCalled(column.name, names::gender) && addGender(column, users))
            continue;
        if (isCalled(column.name, names::age) && addAge(column, users))
            continue;
        addColumn(std::move(column), users);
    }
}

void readItemTable(const Reading& reading, std::string_view file, std::string_view idName) {
    ItemColumns(readRaw(reading, file, idName, names::item, "movie", reading.parts.movies.id),
                reading.parts)
        .add();
}

} // namespace towerlab::detail
