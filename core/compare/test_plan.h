// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/data/test_split.h"
#include "core/evaluate/ranking_cases.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace towerlab {

/// Which ratings are held out for the test.
enum class SplitKind {
    Random,      ///< a share of all
    LeaveOneOut, ///< the last one of each user; a random one where several or none are
    Time,        ///< the latest share of all
    Files,       ///< as files say
};

/// The names on the command line: "random", "leave-one-out", "time", "files".
std::string_view splitKey(SplitKind kind);
/// @throws SettingsError if there is none of that key.
SplitKind splitKind(std::string_view key);

/// How methods are tested. The same plan on the same data set gives the same test.
struct TestPlan {
    SplitKind split = SplitKind::LeaveOneOut;
    double testFraction = 0.1; ///< of Random and Time, in (0, 1)
    /// Of Files, all optional but that a test or a negatives file must be there: ratings in the
    /// format of the data set, or of any separator, as readGivenSplit() and splitFromFiles() take
    /// them.
    std::string trainFile = {};
    std::string testFile = {};
    std::string negativesFile = {};
    /// Stars from which a tested rating is a movie to be found; 0: any rating. Leave-one-out takes
    /// whatever was last, as the literature does.
    float relevantFrom = 0;
    int negatives = 99; ///< that each movie to be found is ranked among in the sampled protocol
    std::uint64_t seed = 42;
    friend bool operator==(const TestPlan&, const TestPlan&) = default;
};

/// A plan carried out.
struct PlannedTest {
    std::shared_ptr<const Dataset> dataset; ///< that of the plan, or with the ratings of its files
    TestSplit split;
    std::vector<TestPair> pairs; ///< to be found; may be empty where relevantFrom leaves none
    bool givenNegatives = false; ///< sampled() has the files' negatives
    RankingTask sampled;         ///< each pair's movie among others; no cases if there are no pairs
    /// Who and what is not tested, or otherwise than the plan says: sentences for people.
    std::vector<std::string> notes = {};
};

/// @throws SettingsError if the plan makes no sense; DataError, with file and line, for the files,
///         and if no rating and no pair is left for the test.
/// @throws Cancelled when stopped.
PlannedTest makeTest(const TestPlan& plan, const std::shared_ptr<const Dataset>& dataset,
                     const std::stop_token& stop = {});

/// The plan's split made once more within what a test leaves for training (that of files at
/// random): settings may be chosen by it without a look at the test.
PlannedTest makeValidation(TestPlan plan, const PlannedTest& test,
                           const std::stop_token& stop = {});

/// For people: "last rating of each user", "random 10 %".
std::string describe(const TestPlan& plan);

} // namespace towerlab
