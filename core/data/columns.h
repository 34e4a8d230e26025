// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/ids.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace towerlab {

/// One thing that is known of users (or of movies) in words, such as their occupation. What a tower
/// can read.
struct CategoryColumn {
    std::string name;                ///< key in files and on the command line: "occupation"
    std::string label;               ///< for people, English: "Occupation"
    std::vector<std::string> words;  ///< English, where they are not the data's own
    std::vector<std::int32_t> value; ///< by row: index into words; -1 where unknown
    bool ordered = false;            ///< the words stand in an order of their own, as brackets do

    /// Empty where unknown.
    std::string_view wordOf(std::size_t row) const;
};

/// One number of each user (or movie); shown, sorted and exported, but read by no tower.
struct NumberColumn {
    std::string name;
    std::string label;
    std::vector<float> value; ///< by row; NaN where unknown
};

/// One text of each user (or movie); the same.
struct TextColumn {
    std::string name;
    std::string label;
    std::vector<std::string> value; ///< by row; empty where unknown
};

/// What is known of users or of movies beyond their ids: a schema, and its values by row. All
/// columns have the same length.
struct EntityColumns {
    IdColumn id; ///< in the order of their file, or of their first appearance in the ratings
    std::vector<CategoryColumn> categories;
    std::vector<NumberColumn> numbers;
    std::vector<TextColumn> texts;

    /// Null if there is no column of that name.
    const CategoryColumn* category(std::string_view name) const;
    std::size_t size() const { return id.size(); }
    void reserve(std::size_t n);
};

struct UserColumns : EntityColumns {};

/// Besides its columns a movie has what lists of movies are made with: a title, and where they are
/// known a year and genres, or whatever the data has instead of genres.
struct MovieColumns : EntityColumns {
    std::vector<std::string> title;           ///< without the year
    std::vector<std::int16_t> year;           ///< 0 where unknown
    std::vector<std::uint32_t> genreStart{0}; ///< size()+1 offsets into genre
    std::vector<std::int16_t> genre;          ///< indices into Dataset::genreNames(), as listed

    std::span<const std::int16_t> genresOf(std::size_t row) const;
    void reserve(std::size_t n);
};

/// One row per rating, in the order of the ratings file.
struct RatingColumns {
    std::vector<std::int32_t> user;      ///< row of UserColumns
    std::vector<std::int32_t> movie;     ///< row of MovieColumns
    std::vector<float> value;            ///< stars
    std::vector<std::int64_t> timestamp; ///< seconds since 1970; 0 where unknown

    std::size_t size() const { return value.size(); }
    void reserve(std::size_t n);
};

} // namespace towerlab
