// SPDX-License-Identifier: MIT
// What the readers of the two MovieLens formats share; private to core/data.
#pragma once

#include "core/data/dataset.h"
#include "core/data/people.h"
#include "core/data/text_table.h"
#include "core/progress.h"

#include <string_view>
#include <unordered_map>

namespace towerlab::detail {

/// Maps ids to rows while a table is read; ids are small in practice, so an array serves them.
class IdRows {
public:
    /// @throws DataError about the table's current line if the id is below 1 or used before.
    void add(std::int32_t id, const TextTable& table, std::string_view what);
    /// The row of `id`, or -1.
    std::int32_t find(std::int32_t id) const;

private:
    std::vector<std::int32_t> dense_;                       ///< row by id, -1 where none
    std::unordered_map<std::int32_t, std::int32_t> sparse_; ///< ids too large for dense_
    std::int32_t count_ = 0;
};

/// Interns words by order of first appearance.
class Words {
public:
    std::int16_t indexOf(std::string_view word);
    std::vector<std::string> take() { return std::move(words_); }

private:
    std::vector<std::string> words_;
    std::unordered_map<std::string, std::int16_t> indices_;
};

Gender parseGender(const TextTable& table, std::string_view field);

/// Reads "user SEP movie SEP rating SEP timestamp" lines.
void readRatings(TextTable& table, const IdRows& users, const IdRows& movies,
                 std::string_view usersFile, std::string_view moviesFile, RatingColumns& ratings,
                 const std::stop_token& stop, const ProgressCallback& progress);

} // namespace towerlab::detail
