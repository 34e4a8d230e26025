// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/text_table.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace towerlab {

/// Walks a text of pairs of a user and a movie, a pair per line, with a rating and a time where
/// there are any: "user, movie[, rating[, time]]". What people hand over is taken:
///
/// - fields parted by "::", tabs, semicolons, commas, bars or blanks, in quotes or not;
/// - a first line that names the columns, in any order and with further columns, which are passed
///   over ("UserID", "movie_id", "itemId", "stars", "timestamp" and their like);
/// - what TextTable takes: byte order marks, UTF-16, any line ends.
///
/// Every complaint is a DataError that names file, line and reason.
class PairLines {
public:
    /// @throws DataError if the file can't be read or is empty.
    explicit PairLines(const std::filesystem::path& path);
    /// A text that was read already.
    /// @param name for messages
    PairLines(std::string name, std::string text);
    PairLines(const PairLines&) = delete; // its fields are views into it
    PairLines& operator=(const PairLines&) = delete;

    /// Moves to the next line; false at the end. That there is no line but the columns' names is an
    /// error too.
    bool next();

    /// Fields of the current line as they stand there, without quotes.
    std::string_view user() const { return user_; }
    std::string_view movie() const { return movie_; }
    std::string_view rating() const { return rating_; } ///< empty where there is none
    std::string_view time() const { return time_; }     ///< empty where there is none

    /// To complain of the current line, and to read numbers of it.
    const TextTable& table() const { return table_; }

private:
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
    /// Places of the fields in a line.
    struct Columns {
        std::size_t user = 0;
        std::size_t movie = 1;
        std::size_t rating = 2;
        std::size_t time = 3;
        std::size_t count = 4; ///< that a line has at most
    };

    explicit PairLines(TextTable table);
    void learnForm();
    bool readHeader(std::vector<std::string_view> names);
    void parse();

    TextTable table_;
    Columns columns_;
    bool hasHeader_ = false;
    bool beforeFirst_ = true;
    bool anyLine_ = false;
    std::string_view user_;
    std::string_view movie_;
    std::string_view rating_;
    std::string_view time_;
};

/// An id without what spreadsheets and data frames add to whole numbers: "17.0" is 17.
std::string_view plainId(std::string_view field);

} // namespace towerlab
