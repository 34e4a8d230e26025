// SPDX-License-Identifier: MIT
// Reads files of ratings in raw ids against a data set; private to core/data.
#pragma once

#include "core/data/dataset.h"
#include "core/data/pair_lines.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace towerlab::detail {

/// Walks a file of PairLines as users and movies of a data set. Every complaint is a DataError that
/// names file, line and reason.
class RatingLines {
public:
    RatingLines(const std::filesystem::path& path, const Dataset& dataset);

    /// Moves to the next line and checks it; false at the end. That there is no line but the
    /// columns' names is an error too.
    bool next();

    std::int32_t userRow() const { return user_; }
    std::int32_t movieRow() const { return movie_; }
    /// On the data set's scale. None where the line has no rating, or one of 0 that is not on it.
    std::optional<float> stars() const { return stars_; }
    std::int64_t timestamp() const { return timestamp_; } ///< 0 where the line has none
    /// "user 7 and movie 12", in raw ids, for messages.
    std::string pairText() const;

    [[noreturn]] void fail(std::string reason, std::string remedy = {}) const {
        table().fail(std::move(reason), std::move(remedy));
    }
    const TextTable& table() const { return lines_.table(); }

private:
    std::optional<float> starsIn(std::string_view field) const;

    PairLines lines_;
    const Dataset& dataset_;
    std::int32_t user_ = -1;
    std::int32_t movie_ = -1;
    std::optional<float> stars_;
    std::int64_t timestamp_ = 0;
};

/// The row of a raw id in a field of the table's current line.
/// @throws DataError if it is not in the data set.
std::int32_t userRowOf(const Dataset& dataset, const TextTable& table, std::string_view field);
std::int32_t movieRowOf(const Dataset& dataset, const TextTable& table, std::string_view field);

/// "user 7 and movie 12", the raw ids of rows, for messages.
std::string pairText(const Dataset& dataset, std::int32_t userRow, std::int32_t movieRow);

/// One number for a pair of rows, as a key.
inline std::uint64_t pairKey(std::int32_t user, std::int32_t movie) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(user)) << 32) |
           static_cast<std::uint32_t>(movie);
}

} // namespace towerlab::detail
