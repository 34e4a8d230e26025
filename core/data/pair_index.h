// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace towerlab {

/// Finds the rating of a user and a movie in O(log n), n being the user's ratings. Built in
/// O(ratings · log); refers to the data set, which must outlive it.
class PairIndex {
public:
    explicit PairIndex(const Dataset& dataset);

    /// The row of Dataset::ratings(), or none.
    std::optional<std::uint32_t> find(std::int32_t userRow, std::int32_t movieRow) const;

private:
    const Dataset& dataset_;
    std::vector<std::uint32_t> rating_; ///< as byUser().rating, but by movie within a user
};

} // namespace towerlab
