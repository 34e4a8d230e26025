// SPDX-License-Identifier: MIT
// Reads files of ratings in raw ids against a data set; private to core/data.
#pragma once

#include "core/data/dataset.h"
#include "core/data/text_table.h"

#include <optional>

namespace towerlab::detail {

/// How the fields of a file's lines are separated: "::", tab, comma or spaces, told from its first
/// line. Runs of spaces count as one.
class FieldSplitter {
public:
    explicit FieldSplitter(std::string_view firstLine);
    /// Views into `line`, spaces at both ends of each field removed; valid until the next call.
    std::span<const std::string_view> split(std::string_view line);

private:
    std::string_view separator_;
    std::vector<std::string_view> fields_;
};

/// Walks a file of "user, movie[, rating[, timestamp]]" lines. A first line of words is taken as
/// the columns' names. Every complaint is a DataError that names file, line and reason.
class RatingLines {
public:
    RatingLines(const std::filesystem::path& path, const Dataset& dataset);

    /// Moves to the next line and checks it; false at the end. That there is no line but the
    /// columns' names is an error too.
    bool next();

    std::int32_t userRow() const { return user_; }
    std::int32_t movieRow() const { return movie_; }
    /// None where the line has no rating, or a rating of 0.
    std::optional<float> stars() const { return stars_; }
    std::int64_t timestamp() const { return timestamp_; } ///< 0 where the line has none
    /// "user 7 and movie 12", in raw ids, for messages.
    std::string pairText() const;

    [[noreturn]] void fail(std::string reason, std::string remedy = {}) const {
        table_.fail(std::move(reason), std::move(remedy));
    }
    const TextTable& table() const { return table_; }

private:
    void parse(std::span<const std::string_view> fields);

    TextTable table_;
    const Dataset& dataset_;
    std::optional<FieldSplitter> splitter_;
    std::int32_t user_ = -1;
    std::int32_t movie_ = -1;
    std::optional<float> stars_;
    std::int64_t timestamp_ = 0;
};

/// The row of a raw id in a field of the table's current line.
/// @throws DataError if it is not a number or not in the data set.
std::int32_t userRowOf(const Dataset& dataset, const TextTable& table, std::string_view field);
std::int32_t movieRowOf(const Dataset& dataset, const TextTable& table, std::string_view field);

/// One number for a pair of rows, as a key.
inline std::uint64_t pairKey(std::int32_t user, std::int32_t movie) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(user)) << 32) |
           static_cast<std::uint32_t>(movie);
}

} // namespace towerlab::detail
