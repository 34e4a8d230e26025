// SPDX-License-Identifier: MIT
// Reading tables that people bring: ratings, and perhaps users and items, in files of any names;
// private to core/data.
#pragma once

#include "core/data/movielens_parts.h"
#include "core/data/table_shape.h"

#include <optional>
#include <string>

namespace towerlab::detail {

/// Which column of a table of ratings is what, by place.
struct ColumnPlaces {
    std::optional<std::size_t> user;
    std::optional<std::size_t> item;
    std::optional<std::size_t> rating;
    std::optional<std::size_t> time;
    bool eachLineIsALike = false; ///< as there is no column of ratings
};

/// By what was chosen, and for the rest by the names of the columns.
/// @throws SettingsError if a chosen column is not there
ColumnPlaces placesOf(const TableShape& shape, const ColumnChoice& choice);

/// The table of ratings among a source's tables: the only one that names users, items and ratings
/// (or the only one at all); users and items alone do where no table names ratings.
/// @throws DataError if there is none, or more than one
std::string ratingTableOf(const SourceFiles& files, const ColumnChoice& choice);

/// The beginning of a table, enough to tell its shape.
SourceFile headOf(const SourceFiles& files, const std::string& file);

/// Reads such a source. Tables of users and items of the same folder or archive are taken for what
/// they are by their names of columns, unless one file was named or the options name others.
/// @throws UnknownColumnsError if it can't be told which columns are users and items
void readOwnTables(const Reading& reading);

/// The same with the file names of MovieLens: ratings.csv, movies.csv, tags.csv.
void readMovieLensCsv(const Reading& reading);

} // namespace towerlab::detail
