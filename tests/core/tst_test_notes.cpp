// SPDX-License-Identifier: MIT
// What is said of a test: whom it leaves out, which rating of several is the last, and why there is
// nothing to be tested.
#include "core/compare/comparison.h"
#include "core/compare/comparison_file.h"
#include "core/compare/test_plan.h"
#include "core/error.h"
#include "core/evaluate/ranking_report.h"
#include "core/train/validation_split.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/tiny_dataset.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace towerlab;
using namespace towerlab::test;

namespace {

using Notes = std::vector<std::string>;

/// 24 users and 60 movies, sorted by movie; of every other user no time is known.
std::vector<TinyRating> halfTimed(std::int64_t (*timeOf)(int user, int movie)) {
    std::vector<TinyRating> ratings;
    for (int movie = 1; movie <= 60; ++movie)
        for (int user = 1; user <= 24; ++user)
            if ((user * 7 + movie * 5) % 3 == 0)
                ratings.push_back({user, movie, static_cast<float>(1 + (user + movie) % 5),
                                   user % 2 == 0 ? 0 : timeOf(user, movie)});
    return ratings;
}

std::shared_ptr<const Dataset> oneMovie() {
    return tinyDataset(4, 1, {{1, 1, 4, 9}, {2, 1, 5, 9}, {3, 1, 3, 9}, {4, 1, 2, 9}});
}

CompareSettings settingsOf(const TestPlan& plan, const std::vector<const char*>& methods) {
    CompareSettings settings;
    settings.plan = plan;
    for (const char* key : methods)
        settings.entries.push_back({key});
    return settings;
}

QString reasonOf(const TestPlan& plan, const std::shared_ptr<const Dataset>& data,
                 const std::vector<const char*>& methods) {
    return thrownBy<DataError>([&] { compareMethods(data, settingsOf(plan, methods)); }).what();
}

} // namespace

class TestTestNotes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ofSeveralLastRatingsOneIsDrawn();
    void validationDrawsAmongTheLastToo();
    void theOrderOfAFileDoesNotChoose();
    void splitByTimeCountsWhatHasNone();
    void leaveOneOutSaysOfWhomARandomOneIsTested();
    void usersWhoHaveRatedAllAreCounted();
    void nothingHeldOutIsTold();
    void nothingToBeFoundIsTold();
    void whatPredictsStarsIsTestedAllTheSame();
    void notesAreKeptWithAComparison();
};

void TestTestNotes::ofSeveralLastRatingsOneIsDrawn() {
    const auto data = tinyDataset(
        2, 5,
        {{1, 1, 5, 50}, {1, 2, 4, 70}, {1, 3, 2, 70}, {1, 4, 2, 70}, {2, 1, 3, 9}, {2, 5, 1, 8}});
    std::array<int, 6> drawn{};
    for (std::uint64_t seed = 0; seed < 90; ++seed)
        for (const std::uint32_t row : leaveOneOutSplit(*data, seed).test)
            ++drawn[row];
    QCOMPARE(drawn[0] + drawn[5], 0);
    QCOMPARE(drawn[4], 90);
    for (const std::size_t row : {1U, 2U, 3U})
        QVERIFY2(drawn[row] > 15, "each of the three is drawn about every third time");
    QCOMPARE(leaveOneOutSplit(*data, 7).test, leaveOneOutSplit(*data, 7).test);
}

void TestTestNotes::validationDrawsAmongTheLastToo() {
    const auto data =
        tinyDataset(1, 4, {{1, 1, 5, 70}, {1, 2, 4, 70}, {1, 3, 2, 9}, {1, 4, 2, 70}});
    DataSettings settings;
    settings.sampleFraction = 1;
    settings.holdOut = HoldOut::LastOfUser;
    settings.validationFraction = 1;
    std::array<int, 4> drawn{};
    for (std::uint64_t seed = 0; seed < 60; ++seed)
        ++drawn[makeSplit(*data, settings, seed).validation.front()];
    QCOMPARE(drawn[2], 0);
    QVERIFY(drawn[0] > 8 && drawn[1] > 8 && drawn[3] > 8);
}

/// A file sorted by movie with times by the day once made popularity find nothing at all.
void TestTestNotes::theOrderOfAFileDoesNotChoose() {
    std::vector<TinyRating> ratings; // the first movies are the most popular
    for (int movie = 1; movie <= 150; ++movie)
        for (int user = 1; user <= 40; ++user)
            if ((user * 31 + movie * 17) % (3 + movie / 10) == 0)
                ratings.push_back({user, movie, 4, 86400});
    const auto data = tinyDataset(40, 150, ratings);
    CompareSettings settings = settingsOf({}, {"popularity"});
    const Comparison comparison = compareMethods(data, settings);
    const double hits = comparison.methods[0].values[compareMetricIndex("sampled_hr")]->mean;
    QVERIFY2(hits > 0.2, qPrintable(QString::number(hits)));
}

void TestTestNotes::splitByTimeCountsWhatHasNone() {
    auto ratings = halfTimed([](int user, int movie) { return std::int64_t{1000} * movie + user; });
    const TestPlan plan{.split = SplitKind::Time};
    const auto untimed = std::count_if(ratings.begin(), ratings.end(),
                                       [](const TinyRating& rating) { return rating.time == 0; });
    const PlannedTest test = makeTest(plan, tinyDataset(24, 60, ratings));
    QCOMPARE(test.notes,
             Notes{std::to_string(untimed) + " ratings without a time are not tested but trained "
                                             "on, among them all of 12 users."});
    for (TinyRating& rating : ratings)
        if (rating.time == 0 && rating.movie > 3)
            rating.time = 5;
    const PlannedTest some = makeTest(plan, tinyDataset(24, 60, ratings));
    QCOMPARE(some.notes.size(), std::size_t{1});
    QVERIFY(some.notes.front().ends_with("are not tested but trained on."));
    for (TinyRating& rating : ratings)
        rating.time = rating.movie;
    QVERIFY(makeTest(plan, tinyDataset(24, 60, ratings)).notes.empty());
}

void TestTestNotes::leaveOneOutSaysOfWhomARandomOneIsTested() {
    auto ratings = halfTimed([](int, int movie) { return std::int64_t{movie}; });
    ratings.push_back({25, 1, 4, 3});
    const PlannedTest test = makeTest({}, tinyDataset(25, 60, ratings));
    QCOMPARE(test.notes,
             (Notes{"12 users have no times: of these a random rating is tested, not the last.",
                    "1 user with a single rating is not tested."}));
}

void TestTestNotes::usersWhoHaveRatedAllAreCounted() {
    const auto data =
        tinyDataset(2, 3, {{1, 1, 4, 1}, {1, 2, 5, 2}, {1, 3, 3, 3}, {2, 1, 3, 1}, {2, 2, 5, 2}});
    const PlannedTest test = makeTest({}, data);
    QCOMPARE(test.pairs.size(), std::size_t{2});
    QCOMPARE(test.sampled.cases.size(), std::size_t{1});
    QCOMPARE(test.notes, Notes{"1 movie to be found can't be ranked: there is no other movie that "
                               "the user has not rated."});
    // Alone in the list, a movie is no question to a ranking of all movies either.
    const Comparison comparison = compareMethods(data, settingsOf({}, {"popularity"}));
    QCOMPARE(comparison.users, std::vector<std::int32_t>{1});
}

void TestTestNotes::nothingHeldOutIsTold() {
    const auto data = oneMovie();
    QVERIFY(reasonOf({}, data, {"bias"}).contains("no user has two ratings"));
    const TestPlan few{.split = SplitKind::Random, .testFraction = 0.01};
    QVERIFY(reasonOf(few, data, {"bias"}).contains("1 % of 4 ratings is none"));
    TemporaryFolder folder;
    folder.write("test", "");
    folder.write("names", "userId,movieId\n");
    for (const char* file : {"test", "names"}) {
        const TestPlan files{.split = SplitKind::Files,
                             .testFile = (folder.path() / file).string()};
        const QString reason = reasonOf(files, data, {"popularity"});
        QVERIFY2(reason.contains(file), qPrintable(reason));
    }
}

void TestTestNotes::nothingToBeFoundIsTold() {
    const TestPlan half{.split = SplitKind::Random, .testFraction = 0.5};
    QVERIFY(reasonOf(half, oneMovie(), {"popularity", "item-cf"}).contains("no other movie"));
    const auto data =
        tinyDataset(24, 60, halfTimed([](int, int movie) { return std::int64_t{movie}; }));
    TestPlan strict = half;
    strict.relevantFrom = 5.5F;
    const QString reason = reasonOf(strict, data, {"popularity"});
    QVERIFY2(reason.contains("has 5.5 or more, so there is no movie to be found. Lower"),
             qPrintable(reason));
}

void TestTestNotes::whatPredictsStarsIsTestedAllTheSame() {
    const TestPlan half{.split = SplitKind::Random, .testFraction = 0.5};
    const Comparison comparison =
        compareMethods(oneMovie(), settingsOf(half, {"popularity", "bias"}));
    QVERIFY(QString::fromStdString(comparison.methods[0].error).contains("no movie to be found"));
    QVERIFY(comparison.methods[1].error.empty());
    QVERIFY(comparison.methods[1].values[compareMetricIndex("rmse")].has_value());
    QVERIFY(comparison.users.empty());
}

void TestTestNotes::notesAreKeptWithAComparison() {
    const auto data =
        tinyDataset(24, 60, halfTimed([](int, int movie) { return std::int64_t{movie}; }));
    const Comparison comparison = compareMethods(data, settingsOf({}, {"popularity"}));
    QCOMPARE(comparison.notes.size(), std::size_t{1});
    std::string json = toJson(comparison);
    QCOMPARE(comparisonFromJson(json).notes, comparison.notes);
    const auto at = json.find("\"notes\"");
    json.replace(at, 7, "\"other\""); // as earlier versions wrote it
    QVERIFY(comparisonFromJson(json).notes.empty());
}

QTEST_APPLESS_MAIN(TestTestNotes)
#include "tst_test_notes.moc"
