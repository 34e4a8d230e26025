// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/random.h"
#include "core/data/side.h"
#include "core/data/sparse_matrix.h"
#include "core/model/rating_baseline.h"
#include "core/model/settings.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace towerlab {

/// One way to weigh the entries of a history; each has a table of embeddings of its own.
struct HistoryChannel {
    std::vector<float> weights; ///< one an entry
    /// Whether the sum is divided by the root of the number of entries: the length of a sum of n
    /// unlike vectors grows like that (Koren 2008, section 4). Else the weights add to 1.
    bool byRootOfCount = true;
};

/// What the users have rated (or who has rated the movies), one row each, the oldest first where
/// times are known.
struct EntityHistory {
    SparseRows rows;
    std::vector<HistoryChannel> channels;
    std::vector<char> timed; ///< by row: whether the order is one of time
};

/// How many channels a kind of history has.
std::size_t channelCount(History history);

/// @param groups users or movies of the vocabulary
/// @param slots  if not null, told where in the history each rating is
EntityHistory makeHistory(const std::vector<IndexedRating>& ratings, Side side, std::size_t groups,
                          History history, const RatingBaseline& baseline,
                          std::vector<std::uint32_t>* slots = nullptr);

/// The entries of `slots`, one row for each of the groups that they come in.
/// @param groupEnds where each group ends in `slots`
EntityHistory pick(const EntityHistory& from, const std::vector<std::uint32_t>& slots,
                   const std::vector<std::uint32_t>& groupEnds);

/// Gives the channels that go by recency their weights anew, for rows that have lost entries.
void weighByRecency(EntityHistory& history);

} // namespace towerlab
