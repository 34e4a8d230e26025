// SPDX-License-Identifier: MIT
#include "core/data/movielens_csv.h"

#include "core/data/column_names.h"

#include <algorithm>
#include <optional>

namespace towerlab::detail {
namespace {

std::size_t requiredColumn(const TextTable& table, std::span<const std::string_view> header,
                           std::initializer_list<std::string_view> names) {
    if (const auto column = columnOf(header, names))
        return *column;
    table.fail("there is no column “" + std::string(*names.begin()) + "” in the header");
}

/// Of a table of which the first line is to be read again where it is no header.
RatingFields ratingFields(TextTable table) {
    RatingFields fields;
    if (!table.nextLine() || !table.isHeader())
        return fields;
    const auto header = table.fields();
    fields.furtherColumns = true;
    fields.user = requiredColumn(table, header, {"userid", "user"});
    fields.movie = requiredColumn(table, header, {"movieid", "movie", "itemid", "item"});
    fields.rating = requiredColumn(table, header, {"rating", "stars", "score"});
    fields.time = columnOf(header, {"timestamp", "time", "date"}).value_or(header.size());
    return fields;
}

struct MovieFields {
    std::size_t id = 0;
    std::size_t title = 1;
    std::optional<std::size_t> genres = 2;
};

MovieFields movieFields(TextTable& table) {
    const auto header = table.fields();
    return {requiredColumn(table, header, {"movieid", "movie", "itemid", "id"}),
            requiredColumn(table, header, {"title", "name"}),
            columnOf(header, {"genres", "genre", "categories"})};
}

void readMovie(TextTable& table, const MovieFields& fields, Entities& entities, GenreWords& genres,
               MovieColumns& movies) {
    const auto all = table.fields();
    if (all.size() <= std::max({fields.id, fields.title, fields.genres.value_or(0)}))
        table.fail("expected " + std::to_string(fields.genres ? 3 : 2) +
                   " fields separated by “,” but found " + std::to_string(all.size()));
    const std::int32_t id = table.integer(all[fields.id], "movie id");
    const auto own = genres.read(table, fields.genres ? all[*fields.genres] : std::string_view());
    entities.movies.add(id, table, "movie");
    addMovie(id, all[fields.title], own, movies);
}

void readMovies(const Reading& reading, Entities& entities) {
    entities.moviesFile = "movies.csv";
    TextTable table = openText(reading, entities.moviesFile, ",");
    table.allowQuotes();
    MovieFields fields;
    GenreWords genres;
    BadRows bad(reading.options.skipBadRows);
    while (table.nextLine()) {
        if (table.isHeader())
            fields = movieFields(table);
        else
            bad.tryRow([&] { readMovie(table, fields, entities, genres, reading.parts.movies); });
    }
    bad.finish(reading.parts.notes);
    reading.parts.genreNames = genres.take();
}

} // namespace

void readMovieLensCsv(const Reading& reading) {
    reading.parts.format = DataFormat::MovieLensCsv;
    Entities entities;
    readIfThere(reading, "movies.csv", "Reading movies", [&] { readMovies(reading, entities); });
    TextTable ratings(reading.files.read("ratings.csv"), ",");
    ratings.allowQuotes();
    readRatings(reading, ratings, ratingFields(ratings.head()), entities);
}

} // namespace towerlab::detail
