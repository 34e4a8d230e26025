// SPDX-License-Identifier: MIT
// Private to core/classify.
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <vector>

namespace towerlab::detail {

/// What is known of a user besides the ratings, as words of one vocabulary: a word for each column
/// in which something is known.
class UserWords {
public:
    explicit UserWords(const Dataset& dataset) : users_(dataset.users()) {
        for (const CategoryColumn& column : users_.categories) {
            first_.push_back(count_);
            count_ += static_cast<std::int32_t>(column.words.size());
        }
    }

    std::int32_t count() const { return count_; }
    std::vector<std::int32_t> of(std::size_t userRow) const {
        std::vector<std::int32_t> words;
        for (std::size_t i = 0; i < first_.size(); ++i)
            if (const std::int32_t value = users_.categories[i].value[userRow]; value >= 0)
                words.push_back(first_[i] + value);
        return words;
    }

private:
    const UserColumns& users_; ///< of a data set that must outlive this
    std::vector<std::int32_t> first_;
    std::int32_t count_ = 0;
};

} // namespace towerlab::detail
