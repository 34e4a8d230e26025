// SPDX-License-Identifier: MIT
// What the readers of the MovieLens layouts share; private to core/data.
#pragma once

#include "core/data/bad_rows.h"
#include "core/data/dataset.h"
#include "core/data/people.h"
#include "core/data/reading.h"
#include "core/data/source_files.h"
#include "core/data/text_table.h"
#include "core/progress.h"

#include <string_view>
#include <unordered_map>

namespace towerlab::detail {

/// What a reader is at work on.
struct Reading {
    const SourceFiles& files;
    const ReadOptions& options;
    const std::stop_token& stop;
    const ProgressCallback& progress;
    DatasetParts& parts;
};

/// Maps ids to rows while a table is read; ids are small in practice, so an array serves them.
class IdRows {
public:
    /// @throws DataError about the table's current line if the id was used before.
    void add(std::int32_t id, const TextTable& table, std::string_view what);
    /// The row of `id`, or -1.
    std::int32_t find(std::int32_t id) const;
    std::int32_t size() const { return count_; }

private:
    std::vector<std::int32_t> dense_;                       ///< row by id, -1 where none
    std::unordered_map<std::int32_t, std::int32_t> sparse_; ///< ids too large for dense_
    std::int32_t count_ = 0;
};

/// Interns words by order of first appearance.
class Words {
public:
    /// @throws DataError about the table's current line if there are more than 32,767
    std::int16_t indexOf(const TextTable& table, std::string_view word);
    std::vector<std::string> take() { return std::move(words_); }

private:
    std::vector<std::string> words_;
    std::unordered_map<std::string, std::int16_t> indices_;
};

/// Genres of movies, which have the same name however it is spelt in capitals and blanks.
class GenreWords {
public:
    /// A movie's genres, separated by "|"; "(no genres listed)" is none.
    /// @throws DataError about the table's current line if there are too many different ones
    std::vector<std::int16_t> read(const TextTable& table, std::string_view field);
    std::vector<std::string> take() { return words_.take(); }

private:
    Words words_;
    std::unordered_map<std::string, std::int16_t> bySpelling_;
};

/// Appends a movie; its title may end in the year.
void addMovie(std::int32_t id, std::string_view title, std::span<const std::int16_t> genres,
              MovieColumns& movies);

/// Reads one of the files that a release may lack, where it is there.
template <typename Read>
void readIfThere(const Reading& reading, std::string_view file, std::string_view phase, Read read) {
    if (!reading.files.has(file))
        return;
    report(reading.progress, 0, 0, phase);
    read();
    throwIfStopped(reading.stop);
}

/// F or M in any letters, or words for them; anything else is unknown.
Gender genderOf(std::string_view field);

/// Bracket, and years where the field is no code of ml-1m's.
/// @throws DataError about the table's current line if it is no age
void setAge(Person& person, const TextTable& table, std::string_view field);

/// Reads a text to UTF-8 and says in the notes what had to be assumed.
TextTable openText(const Reading& reading, std::string_view file, std::string_view separator);

/// Rows of users and movies; where there is no file of them, they are those of the ratings.
struct Entities {
    IdRows users;
    IdRows movies;
    std::string usersFile;  ///< empty: there is none
    std::string moviesFile; ///< empty: there is none
};

/// Where the fields of a line of ratings are.
struct RatingFields {
    std::size_t user = 0;
    std::size_t movie = 1;
    std::size_t rating = 2;
    std::size_t time = 3;        ///< may be missing
    bool furtherColumns = false; ///< whether there may be more
};

/// Reads ratings, and makes users and movies of those that have no file.
void readRatings(const Reading& reading, TextTable& table, const RatingFields& fields,
                 Entities& entities);

} // namespace towerlab::detail
