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

#include <limits>
#include <optional>
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

/// An id as it stands in a field, without blanks around it.
/// @throws DataError about the table's current line if it is empty
std::string_view idIn(const TextTable& table, std::string_view field, std::string_view what);
/// @throws DataError about the table's current line if the id holds control characters
void requireReadable(const TextTable& table, std::string_view id, std::string_view what);
/// An id of a table in which no id may stand twice.
/// @throws DataError also if it is among `ids`
std::string_view newIdIn(const TextTable& table, std::string_view field, std::string_view what,
                         const IdColumn& ids);

/// Interns words by order of first appearance.
class Words {
public:
    /// Nothing if there are 32,767 others.
    std::optional<std::int16_t> tryIndexOf(std::string_view word);
    /// @throws DataError about the table's current line instead
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
    /// The same of words by themselves; nothing if there are too many different ones.
    std::optional<std::vector<std::int16_t>> tryRead(std::span<const std::string_view> words);
    std::vector<std::string> take() { return words_.take(); }

private:
    Words words_;
    std::unordered_map<std::string, std::int16_t> bySpelling_;
};

/// Appends a movie; its title may end in the year.
void addMovie(std::string_view id, std::string_view title, std::span<const std::int16_t> genres,
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
/// @param mostBytes larger files are not looked at, but taken for UTF-8
TextTable openText(const Reading& reading, std::string_view file, std::string_view separator,
                   std::size_t mostBytes = std::numeric_limits<std::size_t>::max());

/// Appends what lists of movies need of one whose id is there; the title may end in the year.
void addTitle(std::string_view title, std::span<const std::int16_t> genres, MovieColumns& movies);

} // namespace towerlab::detail
