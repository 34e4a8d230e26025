// SPDX-License-Identifier: MIT
#include "core/compare/test_plan.h"

#include "core/compare/test_notes.h"
#include "core/data/given_split.h"
#include "core/data/split_files.h"
#include "core/error.h"

#include <array>
#include <cmath>

namespace towerlab {
namespace {

constexpr std::array<std::string_view, 4> splitKeys = {"random", "leave-one-out", "time", "files"};

bool namesFiles(const TestPlan& plan) {
    return !plan.trainFile.empty() || !plan.testFile.empty() || !plan.negativesFile.empty();
}

void check(const TestPlan& plan) {
    if (plan.split == SplitKind::Files && plan.testFile.empty() && plan.negativesFile.empty())
        throw SettingsError("a split from files needs a test file or a file of negatives", {}, 0,
                            "Name the files of the split.");
    if (plan.split != SplitKind::Files && namesFiles(plan))
        throw SettingsError("training, test and negatives files are used with the split of files "
                            "only");
}

TestSplit drawSplit(const TestPlan& plan, const Dataset& dataset) {
    if (plan.split == SplitKind::LeaveOneOut)
        return leaveOneOutSplit(dataset, plan.seed);
    if (plan.split == SplitKind::Time)
        return timeSplit(dataset, plan.testFraction);
    return randomSplit(dataset, plan.testFraction, plan.seed);
}

/// Movies to be found and what they are ranked among, of a test with its split.
void addPairs(PlannedTest& test, const TestPlan& plan) {
    test.pairs = testPairs(*test.dataset, test.split.test, plan.relevantFrom);
    test.sampled = sampledTask(*test.dataset, test.pairs, {plan.negatives, plan.seed});
}

PlannedTest givenTest(const TestPlan& plan, const std::shared_ptr<const Dataset>& dataset,
                      const std::stop_token& stop) {
    const GivenSplit given =
        readGivenSplit(dataset, {plan.trainFile, plan.testFile, plan.negativesFile}, stop);
    PlannedTest test{given.dataset, given.rows, given.pairs, !given.negatives.empty(), {}, {}};
    test.sampled = test.givenNegatives
                       ? givenTask(given)
                       : sampledTask(*given.dataset, given.pairs, {plan.negatives, plan.seed});
    test.notes = notesOn(given);
    return test;
}

/// Files of ratings on both sides are the official parts of a data set, whose ratings are all
/// there; else the files may hold pairs that are not.
bool isOfficial(const TestPlan& plan) {
    return plan.negativesFile.empty() && !plan.trainFile.empty();
}

RatingColumns someOf(const RatingColumns& all, const std::vector<std::uint32_t>& rows) {
    RatingColumns some;
    some.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        some.user.push_back(all.user[row]);
        some.movie.push_back(all.movie[row]);
        some.value.push_back(all.value[row]);
        some.timestamp.push_back(all.timestamp[row]);
    }
    return some;
}

std::string perCent(double share) { return std::to_string(std::lround(share * 100)) + " %"; }

} // namespace

std::string_view splitKey(SplitKind kind) { return splitKeys[static_cast<std::size_t>(kind)]; }

SplitKind splitKind(std::string_view key) {
    for (std::size_t i = 0; i < splitKeys.size(); ++i)
        if (splitKeys[i] == key)
            return static_cast<SplitKind>(i);
    throw SettingsError("there is no split “" + std::string(key) + "”", {}, 0,
                        "Choose one of random, leave-one-out, time, files.");
}

PlannedTest makeTest(const TestPlan& plan, const std::shared_ptr<const Dataset>& dataset,
                     const std::stop_token& stop) {
    check(plan);
    if (plan.split == SplitKind::Files && !isOfficial(plan))
        return givenTest(plan, dataset, stop);
    PlannedTest test{dataset, {}, {}, false, {}, {}};
    test.split = plan.split == SplitKind::Files
                     ? splitFromFiles(*dataset, plan.trainFile, plan.testFile, stop)
                     : drawSplit(plan, *dataset);
    throwIfStopped(stop);
    if (test.split.test.empty())
        throw DataError(whyEmpty(plan, *dataset), dataset->source(), 0,
                        "Choose another split, or data with more ratings.");
    addPairs(test, plan);
    test.notes = notesOn(plan, test);
    return test;
}

PlannedTest makeValidation(TestPlan plan, const PlannedTest& test, const std::stop_token& stop) {
    if (plan.split == SplitKind::Files) {
        plan.split = SplitKind::Random;
        plan.trainFile = plan.testFile = plan.negativesFile = {};
    }
    const auto rest = test.dataset->withRatings(someOf(test.dataset->ratings(), test.split.train));
    return makeTest(plan, rest, stop);
}

std::string describe(const TestPlan& plan) {
    switch (plan.split) {
    case SplitKind::Random:
        return "random " + perCent(plan.testFraction);
    case SplitKind::LeaveOneOut:
        return "last rating of each user";
    case SplitKind::Time:
        return "latest " + perCent(plan.testFraction);
    case SplitKind::Files:
        break;
    }
    return "split of files";
}

} // namespace towerlab
