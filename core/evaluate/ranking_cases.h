// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/given_split.h"
#include "core/data/test_split.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace towerlab {

/// One question to a method: rank these movies for this user; the positives should come first.
/// Rows of the data set.
struct RankingCase {
    std::int32_t user = 0;
    std::vector<std::int32_t> positives; ///< ascending, at least one; all are candidates too
    /// What is ranked, positives included, ascending. Empty in a full-catalogue task, where a list
    /// a case would take too much memory: see candidatesOf().
    std::vector<std::int32_t> candidates;
};

/// All questions of one protocol, by user.
struct RankingTask {
    std::string name; ///< short, for people: "1 among 99"
    std::vector<RankingCase> cases;
    /// In a full-catalogue task the data set's movies; 0 where the cases list their candidates.
    std::int32_t catalogue = 0;
    /// In a full-catalogue task by user row: movie rows of the user's training ratings, ascending.
    std::vector<std::vector<std::int32_t>> seen;
};

/// The movies that a case ranks, ascending; a view of the case or of `buffer`.
std::span<const std::int32_t> candidatesOf(const RankingTask& task, const RankingCase& question,
                                           std::vector<std::int32_t>& buffer);

/// The largest number of others that a case's movie is ranked among; 0 in a full-catalogue task.
std::size_t mostOthers(const RankingTask& task);

struct SampledProtocol {
    int negatives = 99;
    std::uint64_t seed = 42;
};

/// One case a test pair: the pair's movie among `negatives` others, as in He et al., "Neural
/// Collaborative Filtering" (WWW 2017), section 4.1, after Koren (KDD 2008). Negatives are drawn
/// without replacement from the movies with at least one rating in the data set that the user has
/// neither rated there (in training or test) nor among the test pairs; all of these if there are
/// fewer, and no case where there is none. A user's draw depends on the seed and their id only, not
/// on who else is tested.
///
/// Figures of this protocol are not those of ranking the full catalogue, and may order methods
/// otherwise (Krichene and Rendle, "On sampled metrics for item recommendation", KDD 2020).
/// @throws SettingsError if negatives is below 1.
RankingTask sampledTask(const Dataset& dataset, std::span<const TestPair> pairs,
                        const SampledProtocol& protocol = {});

/// One case per user with test pairs: all their test movies among all movies of the data set, even
/// those without a rating, but those of the user's training ratings. A test pair that is in
/// training too can't be found and is left out; no case where there is nothing else to be ranked.
RankingTask fullCatalogueTask(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                              std::span<const TestPair> pairs);

/// One case a test pair of a given split, among the negatives that came with it.
/// @throws SettingsError if it came with none.
RankingTask givenTask(const GivenSplit& split);

} // namespace towerlab
