// SPDX-License-Identifier: MIT
#include "core/data/own_tables.h"

#include "core/data/column_names.h"
#include "core/data/feature_table.h"
#include "core/data/rating_table.h"
#include "core/data/tags.h"
#include "core/error.h"
#include "core/text/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace towerlab::detail {
namespace {

constexpr std::string_view movieLensMovies = "movies.csv";

/// The place of a column that was chosen by name or number; none where nothing was chosen.
std::optional<std::size_t> chosen(const TableShape& shape, const std::string& choice) {
    if (choice.empty() || choice == "-")
        return std::nullopt;
    const auto& columns = shape.columns;
    for (std::size_t column = 0; column < columns.size(); ++column)
        if (columns[column] == choice || plainName(columns[column]) == plainName(choice))
            return column;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(choice.data(), choice.data() + choice.size(), number);
    if (error == std::errc() && end == choice.data() + choice.size() && number >= 1 &&
        number <= columns.size())
        return number - 1;
    std::string all;
    for (const std::string& column : columns)
        all += (all.empty() ? "“" : ", “") + column + "”";
    throw SettingsError("There is no column “" + choice + "” in the table of ratings", {}, 0,
                        "Its columns are " + all + ".");
}

struct Table {
    std::string file;
    TableShape shape;
    ColumnPlaces places;
};

Table look(const SourceFiles& files, const std::string& file, const ColumnChoice& choice) {
    Table table{file, shapeOf(headOf(files, file)), {}};
    table.places = placesOf(table.shape, choice);
    return table;
}

/// Nothing of a file that holds nothing, or can't be read: it may lie beside the others by chance.
std::optional<Table> tryToLook(const SourceFiles& files, const std::string& file,
                               const ColumnChoice& choice) {
    try {
        return look(files, file, choice);
    } catch (const DataError&) {
        return std::nullopt;
    } catch (const SettingsError&) { // a chosen column that only the table of ratings has
        return std::nullopt;
    }
}

constexpr std::array<std::string_view, 8> userFiles = {"user",   "people",   "person", "customer",
                                                       "member", "reviewer", "reader", "viewer"};
constexpr std::array<std::string_view, 12> itemFiles = {"item",     "movie", "film",  "book",
                                                        "product",  "song",  "track", "article",
                                                        "business", "game",  "anime", "title"};

/// Whether a table seems to be of users (or of items): by the name of the id column in the
/// ratings, by a usual name, or, where its ids are just called "id", by the name of its file.
bool isOf(const Table& table, const Table& ratings, bool users) {
    const auto has = [&](const std::string& name) {
        return std::any_of(table.shape.columns.begin(), table.shape.columns.end(),
                           [plain = plainName(name)](const std::string& column) {
                               return plainName(column) == plain;
                           });
    };
    const std::string& user = ratings.shape.columns[*ratings.places.user];
    const std::string& item = ratings.shape.columns[*ratings.places.item];
    if (!table.shape.header)
        return false;
    if (has(user) || has(item))
        return users ? has(user) && !has(item) : has(item) && !has(user);
    const ColumnPlaces& places = table.places;
    if (places.user || places.item)
        return users ? places.user && !places.item : places.item && !places.user;
    const std::string file = plainName(table.file);
    const std::span<const std::string_view> called =
        users ? std::span<const std::string_view>(userFiles) : itemFiles;
    return has("id") && std::any_of(called.begin(), called.end(), [&](std::string_view word) {
               return file.find(word) != std::string::npos;
           });
}

using ReadTable = void (*)(const Reading&, std::string_view, std::string_view);

/// A table that was named by itself, wherever it is.
std::string readElsewhere(const Reading& reading, const std::string& path, std::string_view idName,
                          ReadTable read) {
    const SourceFiles files(path, {});
    const auto tables = files.tables();
    if (tables.size() != 1)
        throw DataError("this is not a table", path, 0, "Name the file itself.");
    read({files, reading.options, reading.stop, reading.progress, reading.parts}, tables.front(),
         idName);
    return tables.front();
}

[[noreturn]] void refuseUnknown(const Table& ratings, const SourceFiles& files) {
    const std::string missing = !ratings.places.user && !ratings.places.item ? "users and items"
                                : !ratings.places.user                       ? "users"
                                : !ratings.places.item                       ? "items"
                                                                             : "ratings";
    throw UnknownColumnsError("it can't be told which column holds the " + missing,
                              (files.source() / ratings.file).string(), 0,
                              "Say which: --columns user=NAME,item=NAME,rating=NAME,time=NAME "
                              "(or numbers from 1).");
}

RatingFields fieldsOf(const Table& ratings, const SourceFiles& files) {
    const ColumnPlaces& places = ratings.places;
    const bool known = places.user && places.item;
    if (ratings.shape.columns.size() < 2 || (!ratings.shape.regular && !known))
        throw DataError("this is not a table of ratings: its lines have one field, or differing "
                        "numbers of them",
                        (files.source() / ratings.file).string(), 0,
                        "There should be at least a column of users and one of items.");
    if (!places.user || !places.item || (!places.rating && !places.eachLineIsALike))
        refuseUnknown(ratings, files);
    RatingFields fields;
    fields.user = *places.user;
    fields.movie = *places.item;
    fields.rating = places.rating;
    fields.time = places.time;
    fields.header = ratings.shape.header;
    fields.furtherColumns = true;
    return fields;
}

/// Where the tables of users and items of a source are; empty where there is none.
struct Companions {
    std::string users;
    std::string items;
};

/// Those that are recognised by their columns, where there is exactly one such table.
Companions companionsOf(const Reading& reading, const Table& ratings) {
    if (!reading.files.namedFile().empty() || !ratings.places.user || !ratings.places.item)
        return {};
    std::vector<std::string> users;
    std::vector<std::string> items;
    for (const std::string& file : reading.files.tables()) {
        const auto table = file == ratings.file ? std::nullopt : tryToLook(reading.files, file, {});
        if (table && isOf(*table, ratings, true))
            users.push_back(file);
        if (table && isOf(*table, ratings, false))
            items.push_back(file);
    }
    const auto only = [](const std::vector<std::string>& found) {
        return found.size() == 1 ? found.front() : std::string();
    };
    return {only(users), only(items)};
}

void readAll(const Reading& reading, const Table& ratings, const Companions& companions) {
    const RatingFields fields = fieldsOf(ratings, reading.files);
    const ReadOptions& options = reading.options;
    const auto readSide = [&](const std::string& given, const std::string& found,
                              std::size_t idColumn, ReadTable read) {
        const std::string& idName = ratings.shape.columns[idColumn];
        if (!given.empty())
            return readElsewhere(reading, given, idName, read);
        if (!found.empty())
            read(reading, found, idName);
        return found;
    };
    EntityFiles entities;
    report(reading.progress, 0, 0, "Reading users");
    entities.users = readSide(options.users, companions.users, fields.user, readUserTable);
    report(reading.progress, 0, 0, "Reading movies");
    entities.movies = readSide(options.items, companions.items, fields.movie, readItemTable);
    entities.mayLackUsers = true;
    entities.mayLackMovies = lowerCase(entities.movies) != movieLensMovies;
    throwIfStopped(reading.stop);
    constexpr std::size_t mostRecoded = 64'000'000; // a larger one is taken for UTF-8
    TextTable table = openText(reading, ratings.file, ratings.shape.separator, mostRecoded);
    table.allowQuotes();
    readRatings(reading, table, fields, entities);
}

} // namespace

SourceFile headOf(const SourceFiles& files, const std::string& file) {
    constexpr std::size_t bytes = 100'000;
    return files.read(file, bytes);
}

ColumnPlaces placesOf(const TableShape& shape, const ColumnChoice& choice) {
    ColumnPlaces places{chosen(shape, choice.user), chosen(shape, choice.item),
                        chosen(shape, choice.rating), chosen(shape, choice.time)};
    places.eachLineIsALike = choice.rating == "-";
    if (!shape.header)
        return places;
    std::vector<std::string_view> header(shape.columns.begin(), shape.columns.end());
    for (const auto& taken : {places.user, places.item, places.rating, places.time})
        if (taken)
            header[*taken] = {};
    const auto fill = [&](std::optional<std::size_t>& place, const std::string& wish,
                          std::span<const std::string_view> names) {
        if (place || wish == "-")
            return;
        place = columnOf(header, names);
        if (place)
            header[*place] = {};
    };
    fill(places.user, choice.user, names::user);
    fill(places.item, choice.item, names::item);
    fill(places.rating, choice.rating, names::rating);
    fill(places.time, choice.time, names::time);
    const bool nothingElse = std::all_of(header.begin(), header.end(),
                                         [](std::string_view name) { return name.empty(); });
    places.eachLineIsALike = places.eachLineIsALike || (!places.rating && nothingElse);
    return places;
}

std::string ratingTableOf(const SourceFiles& files, const ColumnChoice& choice) {
    const std::vector<std::string> tables = files.tables();
    if (tables.size() == 1)
        return tables.front();
    std::vector<std::string> withRatings;
    std::vector<std::string> withPairs;
    for (const std::string& file : tables) {
        const auto table = tryToLook(files, file, choice);
        if (table && table->places.user && table->places.item)
            (table->places.rating ? withRatings : withPairs).push_back(file);
    }
    const auto& found = withRatings.empty() ? withPairs : withRatings;
    if (found.size() == 1)
        return found.front();
    if (found.empty())
        throw DataError("there is no table of ratings here", files.source().string(), 0,
                        "Open the file of ratings itself (CSV or TSV), or the folder or the .zip "
                        "of a MovieLens release.");
    throw DataError("there is more than one table of ratings: " + found[0] + " and " + found[1],
                    files.source().string(), 0, "Open one of them.");
}

void readOwnTables(const Reading& reading) {
    const Table ratings = look(reading.files, ratingTableOf(reading.files, reading.options.columns),
                               reading.options.columns);
    reading.parts.format = DataFormat::Own;
    readAll(reading, ratings, companionsOf(reading, ratings));
}

void readMovieLensCsv(const Reading& reading) {
    const SourceFiles& files = reading.files;
    Table ratings = look(files, "ratings.csv", reading.options.columns);
    const std::size_t columns = ratings.shape.columns.size();
    if (!ratings.shape.header && columns >= 3 && files.has(movieLensMovies)) {
        ratings.places = {0, 1, 2, {}, false}; // as the first line would have had them
        if (columns > 3)
            ratings.places.time = 3;
    }
    Companions companions = companionsOf(reading, ratings);
    if (files.has(movieLensMovies))
        companions.items = movieLensMovies;
    reading.parts.format = files.has(movieLensMovies) ? DataFormat::MovieLensCsv : DataFormat::Own;
    readAll(reading, ratings, companions);
    readIfThere(reading, "tags.csv", "Reading tags", [&] { readTags(reading, "tags.csv"); });
}

} // namespace towerlab::detail
