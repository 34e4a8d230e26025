// SPDX-License-Identifier: MIT
#include "core/compare/test_notes.h"

#include "core/error.h"
#include "core/text/number_text.h"

#include <algorithm>

namespace towerlab {
namespace {

/// "1 user has", "12 users have".
std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

/// How many users each kind of split passes over.
struct UserCounts {
    std::size_t withRatings = 0;
    std::size_t withoutTimes = 0; ///< of those with two ratings at least
    std::size_t single = 0;       ///< with one rating only
};

UserCounts countUsers(const Dataset& dataset) {
    UserCounts counts;
    for (std::size_t user = 0; user < dataset.users().size(); ++user) {
        const std::uint32_t ratings = dataset.byUser().count(user);
        counts.withRatings += ratings > 0 ? 1 : 0;
        counts.single += ratings == 1 ? 1 : 0;
        counts.withoutTimes += ratings > 1 && !hasTimes(dataset, user) ? 1 : 0;
    }
    return counts;
}

void addLeaveOneOut(const Dataset& dataset, std::vector<std::string>& notes) {
    const UserCounts users = countUsers(dataset);
    if (users.withoutTimes > 0)
        notes.push_back(counted(users.withoutTimes, "user has", "users have") +
                        " no times: of these a random rating is tested, not the last.");
    if (users.single > 0)
        notes.push_back(
            counted(users.single, "user with a single rating is", "users with one rating are") +
            " not tested.");
}

void addTime(const Dataset& dataset, std::vector<std::string>& notes) {
    const auto& time = dataset.ratings().timestamp;
    const auto untimed = static_cast<std::size_t>(
        std::count_if(time.begin(), time.end(), [](std::int64_t t) { return t <= 0; }));
    if (untimed == 0)
        return;
    std::size_t users = 0;
    for (std::size_t user = 0; user < dataset.users().size(); ++user)
        users += dataset.byUser().count(user) > 0 && !hasTimes(dataset, user) ? 1 : 0;
    std::string note = counted(untimed, "rating without a time is", "ratings without a time are") +
                       " not tested but trained on";
    if (users > 0)
        note += ", among them all of " + counted(users, "user", "users");
    notes.push_back(note + '.');
}

void addUnranked(const PlannedTest& test, std::vector<std::string>& notes) {
    const std::size_t ranked = test.sampled.cases.size();
    if (!test.givenNegatives && ranked < test.pairs.size())
        notes.push_back(counted(test.pairs.size() - ranked, "movie", "movies") +
                        " to be found can't be ranked: there is no other movie that the user has "
                        "not rated.");
}

} // namespace

std::vector<std::string> notesOn(const TestPlan& plan, const PlannedTest& test) {
    std::vector<std::string> notes;
    if (plan.split == SplitKind::LeaveOneOut)
        addLeaveOneOut(*test.dataset, notes);
    if (plan.split == SplitKind::Time)
        addTime(*test.dataset, notes);
    addUnranked(test, notes);
    return notes;
}

std::vector<std::string> notesOn(const GivenSplit& split) {
    if (split.testedNegatives == 0)
        return {};
    return {counted(split.testedNegatives, "negative is", "negatives are") +
            " what is tested itself and left out."};
}

std::string whyEmpty(const TestPlan& plan, const Dataset& dataset) {
    const std::string nothing = "nothing would be tested: ";
    if (plan.split == SplitKind::LeaveOneOut)
        return nothing + "no user has two ratings, of which one could be held out";
    return nothing + numberText(100 * plan.testFraction) + " % of " +
           counted(dataset.ratings().size(), "rating", "ratings") + " is none";
}

void throwNothingRanked(const TestPlan& plan, const PlannedTest& test) {
    if (test.pairs.empty())
        throw DataError("nothing would be tested: none of the " +
                            counted(test.split.test.size(), "tested rating", "tested ratings") +
                            " has " + numberText(double{plan.relevantFrom}) +
                            " or more, so there is no movie to be found",
                        test.dataset->source(), 0,
                        "Lower the rating from which a movie is relevant.");
    throw DataError("nothing would be tested: there is no other movie among which those to be "
                    "found could be ranked",
                    test.dataset->source(), 0,
                    "Choose data with more movies, or methods that predict stars.");
}

} // namespace towerlab
