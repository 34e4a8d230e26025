// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace towerlab {

/// Which ratings a method may learn from and which it is tested on: rows of Dataset::ratings(),
/// each in file order, none in both.
struct TestSplit {
    std::vector<std::uint32_t> train;
    std::vector<std::uint32_t> test;
    std::string name; ///< short, for people: "leave one out"
};

/// A user and a movie held out for them; needs no rating. Rows of the data set.
struct TestPair {
    std::int32_t user = 0;
    std::int32_t movie = 0;
    friend bool operator==(const TestPair&, const TestPair&) = default;
};

/// Holds out a share of all ratings at random; rounded to the nearest, one rating at least trains.
/// @throws SettingsError unless 0 < testFraction < 1.
TestSplit randomSplit(const Dataset& dataset, double testFraction, std::uint64_t seed);

/// Holds out each user's last rating by time, as in He et al., "Neural Collaborative Filtering"
/// (WWW 2017), section 4.1; where several are the last, and where no time is known, one of these at
/// random, from the seed. Users with one rating only train.
TestSplit leaveOneOutSplit(const Dataset& dataset, std::uint64_t seed);

/// Whether any rating of the user carries a time, so that leaveOneOutSplit() takes their last.
bool hasTimes(const Dataset& dataset, std::size_t userRow);

/// Learns from the past and tests on the future: the cut is the time that parts off the last
/// `testFraction` of the ratings with a time, and all ratings of the cut's second or later are
/// tested, so that no second is torn apart. Ratings without a time train.
/// @throws SettingsError unless 0 < testFraction < 1.
/// @throws DataError if no rating carries a time, or nothing would be left to train on.
TestSplit timeSplit(const Dataset& dataset, double testFraction);

/// The users and movies of ratings, in the order of `rows`.
/// @param minimumStars leaves out ratings below it: 4 makes "liked" the thing to be found; 0: none,
///        on scales that go below zero as well
std::vector<TestPair> testPairs(const Dataset& dataset, std::span<const std::uint32_t> rows,
                                float minimumStars = 0);

} // namespace towerlab
