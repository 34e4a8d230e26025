// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/test_split.h"
#include "core/progress.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace towerlab {

/// Files of a split that somebody else has made, as NCF publishes them. Empty paths: no such file.
struct GivenSplitFiles {
    /// Training ratings, "user, movie, rating[, timestamp]", in any form that PairLines takes.
    /// Without: all but the test pairs train.
    std::filesystem::path train;
    /// What is to be found, "user, movie[, rating[, timestamp]]", in any such form. May be left out
    /// if `negatives` names the pairs.
    std::filesystem::path test;
    /// Movies to rank the tested ones among, one line a test pair, "(user,movie)⇥movie⇥movie…", or
    /// one line per user, "user⇥movie⇥movie…", parted by tabs, blanks, commas or semicolons, with a
    /// line of names above or not; a movie listed twice in a line counts once.
    std::filesystem::path negatives;
};

struct GivenSplit {
    /// The data set that was handed in; with a training file a new one, of the same users and
    /// movies and the ratings of the files only.
    std::shared_ptr<const Dataset> dataset;
    /// `rows.test` are the test pairs that the data set has a rating of: RMSE needs these.
    TestSplit rows;
    /// Everything to be found, with or without a rating, in the order of the file.
    std::vector<TestPair> pairs;
    /// Movie rows to rank each of `pairs` among, as listed; empty without a file of negatives.
    std::vector<std::vector<std::int32_t>> negatives;
    /// Negatives that were left out because they are what is tested: the lists that NCF published
    /// name the tested movie itself for some users.
    std::size_t testedNegatives = 0;
};

/// Reads a given split; all ids are the data set's raw ids.
/// @throws SettingsError if neither test nor negatives file is named.
/// @throws DataError naming file, line and reason: malformed line, unknown user or movie, a
/// training
///         line without a rating, a pair listed twice or both in training and test, a test pair
///         without negatives, negatives of a pair that is not tested, a negative that the user has
///         in training or test.
GivenSplit readGivenSplit(const std::shared_ptr<const Dataset>& dataset,
                          const GivenSplitFiles& files, const std::stop_token& stop = {},
                          const ProgressCallback& progress = {});

} // namespace towerlab
