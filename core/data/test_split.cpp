// SPDX-License-Identifier: MIT
#include "core/data/test_split.h"

#include "core/data/last_rating.h"
#include "core/data/random.h"
#include "core/error.h"
#include "core/text/number_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace towerlab {
namespace {

void requireShare(double testFraction) {
    if (!(testFraction > 0 && testFraction < 1))
        throw SettingsError("the tested share of the ratings must lie between 0 and 1, "
                            "both excluded");
}

std::string percent(double fraction) { return numberText(100 * fraction, 4) + " %"; }

/// Parts all rows by a mark for each, in file order.
TestSplit splitBy(const std::vector<bool>& isTest, std::string name) {
    TestSplit split;
    split.name = std::move(name);
    for (std::uint32_t row = 0; row < isTest.size(); ++row)
        (isTest[row] ? split.test : split.train).push_back(row);
    return split;
}

} // namespace

TestSplit randomSplit(const Dataset& dataset, double testFraction, std::uint64_t seed) {
    requireShare(testFraction);
    const std::size_t count = dataset.ratings().size();
    std::vector<std::uint32_t> rows(count);
    std::iota(rows.begin(), rows.end(), 0U);
    Random random(seed, "test split");
    random.shuffle(rows);
    const auto wished =
        static_cast<std::size_t>(std::llround(static_cast<double>(count) * testFraction));
    const std::size_t tested = std::min(wished, count - 1);
    std::vector<bool> isTest(count, false);
    for (std::size_t i = 0; i < tested; ++i)
        isTest[rows[i]] = true;
    return splitBy(isTest, "random " + percent(testFraction));
}

bool hasTimes(const Dataset& dataset, std::size_t userRow) {
    return haveTimes(dataset, dataset.byUser().of(userRow));
}

TestSplit leaveOneOutSplit(const Dataset& dataset, std::uint64_t seed) {
    Random random(seed, "leave one out");
    std::vector<bool> isTest(dataset.ratings().size(), false);
    for (std::size_t user = 0; user < dataset.users().size(); ++user) {
        const auto rows = dataset.byUser().of(user);
        if (rows.size() < 2)
            continue;
        isTest[lastRating(dataset, rows, random)] = true;
    }
    return splitBy(isTest, "leave one out");
}

TestSplit timeSplit(const Dataset& dataset, double testFraction) {
    requireShare(testFraction);
    const auto& time = dataset.ratings().timestamp;
    std::vector<std::int64_t> known;
    std::copy_if(time.begin(), time.end(), std::back_inserter(known),
                 [](std::int64_t t) { return t > 0; });
    if (known.empty())
        throw DataError("no rating carries a time, so there is no split by time", dataset.source(),
                        0, "Choose a random split.");
    const auto wished = std::llround(static_cast<double>(known.size()) * testFraction);
    const auto tested = std::clamp<std::size_t>(static_cast<std::size_t>(wished), 1, known.size());
    const auto cut = known.end() - static_cast<std::ptrdiff_t>(tested);
    std::nth_element(known.begin(), cut, known.end());
    std::vector<bool> isTest(time.size());
    for (std::size_t row = 0; row < time.size(); ++row)
        isTest[row] = time[row] > 0 && time[row] >= *cut;
    TestSplit split = splitBy(isTest, "last " + percent(testFraction) + " by time");
    if (split.train.empty())
        throw DataError("the ratings' times are too alike for a split by time: nothing would be "
                        "left to train on",
                        dataset.source(), 0, "Choose a random split.");
    return split;
}

std::vector<TestPair> testPairs(const Dataset& dataset, std::span<const std::uint32_t> rows,
                                float minimumStars) {
    const RatingColumns& ratings = dataset.ratings();
    std::vector<TestPair> pairs;
    pairs.reserve(rows.size());
    for (const std::uint32_t row : rows)
        if (minimumStars == 0 || ratings.value[row] >= minimumStars)
            pairs.push_back({ratings.user[row], ratings.movie[row]});
    return pairs;
}

} // namespace towerlab
