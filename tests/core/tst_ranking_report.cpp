// SPDX-License-Identifier: MIT
#include "core/data/demo_data.h"
#include "core/data/people.h"
#include "core/error.h"
#include "core/evaluate/list_metrics.h"
#include "core/evaluate/ranking_report.h"
#include "core/evaluate/rating_report.h"
#include "core/system/parallel.h"
#include "tests/support/fake_scorer.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/ids.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>
#include <thread>

using namespace towerlab;
using namespace towerlab::test;

namespace {

const FakeScorer constant([](std::size_t, std::int32_t) { return 1.0F; });
const FakeScorer byRow([](std::size_t, std::int32_t movie) { return float(-movie); });
const FakeScorer scattered([](std::size_t user, std::int32_t movie) {
    return float((user * 7919 + std::size_t(movie) * 104729) % 1009);
});

/// Two users, four movies (genres A; A, B; B; none), ratings 0: (0,0), 1: (0,1), 2: (1,0), 3:
/// (1,2).
std::shared_ptr<const Dataset> fourMovies() {
    DatasetParts parts;
    parts.genreNames = {"A", "B"};
    PeopleColumns people;
    for (std::int32_t id = 1; id <= 2; ++id)
        people.add(
            {.id = std::to_string(id), .gender = Gender::Male, .ageBracket = 0, .occupation = 0});
    parts.users = people.take({"other"});
    parts.movies.id = idsOf({1, 2, 3, 4});
    parts.movies.title.assign(4, "Movie");
    parts.movies.year.assign(4, 2000);
    parts.movies.genre = {0, 0, 1, 1};
    parts.movies.genreStart = {0, 1, 3, 4, 4};
    parts.ratings.user = {0, 0, 1, 1};
    parts.ratings.movie = {0, 1, 0, 2};
    parts.ratings.value = {5, 1, 4, 2};
    parts.ratings.timestamp = {1, 2, 3, 4};
    return Dataset::build(std::move(parts));
}

} // namespace

class TestRankingReport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sampledNegativesAreUnratedRatedMovies();
    void sampledNegativesDependOnSeedAndUserOnly();
    void sampledNegativesRunOut();
    void fullCatalogueLeavesOutTraining();
    void usersWithoutTestItemsHaveNoCase();
    void constantScorerGetsATenth();
    void resultsDoNotDependOnThreads();
    void usersCountAlike();
    void listsAreBestFirstAndKnown();
    void refusesNonsense();
    void restrictsToUsers();
    void oneNegativeIsEnough();
    void ratingsAreMeasured();
    void stopsAndReports();
    void passesOnWhatAWorkerThrows();
    void listMetricsOfHandWorkedLists();
    void listMetricsOfNothing();
};

void TestRankingReport::sampledNegativesAreUnratedRatedMovies() {
    const auto data = smallDemo();
    const TestSplit split = leaveOneOutSplit(*data, 1);
    const auto pairs = testPairs(*data, split.test);
    const RankingTask task = sampledTask(*data, pairs, {.negatives = 20, .seed = 1});
    QCOMPARE(task.cases.size(), pairs.size());
    for (const RankingCase& question : task.cases) {
        QCOMPARE(question.positives.size(), 1U);
        QCOMPARE(
            std::set<std::int32_t>(question.candidates.begin(), question.candidates.end()).size(),
            21U);
        QVERIFY(std::is_sorted(question.candidates.begin(), question.candidates.end()));
        std::set<std::int32_t> rated;
        for (const std::uint32_t row : data->byUser().of(std::size_t(question.user)))
            rated.insert(data->ratings().movie[row]);
        for (const std::int32_t movie : question.candidates) {
            QCOMPARE(rated.contains(movie), movie == question.positives.front());
            QVERIFY(data->byMovie().count(std::size_t(movie)) > 0);
        }
    }
}

void TestRankingReport::sampledNegativesDependOnSeedAndUserOnly() {
    const auto data = smallDemo();
    const auto pairs = testPairs(*data, leaveOneOutSplit(*data, 1).test);
    const RankingTask all = sampledTask(*data, pairs, {.negatives = 5, .seed = 1});
    const RankingTask last = sampledTask(*data, std::span(pairs).last(1), {5, 1});
    const auto same = std::find_if(all.cases.begin(), all.cases.end(), [&](const auto& c) {
        return c.user == last.cases.front().user;
    });
    QCOMPARE(same->candidates, last.cases.front().candidates);
    const RankingTask other = sampledTask(*data, pairs, {.negatives = 5, .seed = 2});
    QVERIFY(other.cases.front().candidates != all.cases.front().candidates);
}

void TestRankingReport::sampledNegativesRunOut() {
    // User 0 has not rated movie 2 only: movie 3 has no rating at all.
    const std::vector<TestPair> pairs = {{0, 1}};
    const RankingTask task = sampledTask(*fourMovies(), pairs);
    QCOMPARE(task.cases.front().candidates, (std::vector<std::int32_t>{1, 2}));
}

void TestRankingReport::fullCatalogueLeavesOutTraining() {
    const auto data = fourMovies();
    const std::vector<std::uint32_t> train = {0, 3};
    const std::vector<TestPair> pairs = {{1, 0}, {0, 1}, {0, 0}};
    const RankingTask task = fullCatalogueTask(*data, train, pairs);
    QCOMPARE(task.cases.size(), 2U);
    QCOMPARE(task.cases[0].positives, (std::vector<std::int32_t>{1})); // (0, 0) is in training
    std::vector<std::int32_t> buffer;
    const auto first = candidatesOf(task, task.cases[0], buffer);
    QCOMPARE(std::vector(first.begin(), first.end()), (std::vector<std::int32_t>{1, 2, 3}));
    const auto second = candidatesOf(task, task.cases[1], buffer);
    QCOMPARE(std::vector(second.begin(), second.end()), (std::vector<std::int32_t>{0, 1, 3}));
}

void TestRankingReport::usersWithoutTestItemsHaveNoCase() {
    const auto data = fourMovies();
    const std::vector<std::uint32_t> train = {0, 1, 2};
    const std::vector<TestPair> pairs = {{1, 2}};
    for (const RankingTask& task :
         {fullCatalogueTask(*data, train, pairs), sampledTask(*data, pairs)}) {
        const RankingReport report = evaluateRanking(constant, task);
        QCOMPARE(report.users, (std::vector<std::int32_t>{1}));
        QCOMPARE(report.perUser(RankingMetric::HitRate, 10), (std::vector<double>{1}));
    }
}

void TestRankingReport::constantScorerGetsATenth() {
    const auto data = makeDemoData();
    const auto pairs = testPairs(*data, leaveOneOutSplit(*data, 1).test);
    const RankingReport report = evaluateRanking(constant, sampledTask(*data, pairs));
    QVERIFY(std::abs(report.mean(RankingMetric::HitRate, 10) - 0.1) < 1e-9);
}

void TestRankingReport::resultsDoNotDependOnThreads() {
    const auto data = smallDemo();
    const TestSplit split = randomSplit(*data, 0.2, 1);
    const auto pairs = testPairs(*data, split.test);
    const RankingTask task = fullCatalogueTask(*data, split.train, pairs);
    const RankingReport one = evaluateRanking(scattered, task, {.cutoffs = {5, 10}, .threads = 1});
    const RankingReport four = evaluateRanking(scattered, task, {.cutoffs = {5, 10}, .threads = 4});
    QCOMPARE(one.users, four.users);
    QCOMPARE(one.lists, four.lists);
    for (const RankingMetricInfo& info : rankingMetrics())
        QCOMPARE(one.perUser(info.metric, 10), four.perUser(info.metric, 10));
    const Estimate a = one.estimate(RankingMetric::Ndcg, 5);
    const Estimate b = four.estimate(RankingMetric::Ndcg, 5);
    QCOMPARE(a.low, b.low);
    QVERIFY(a.low < a.mean && a.mean < a.high);
}

void TestRankingReport::usersCountAlike() {
    // User 0 has two cases and hits one of them (movie 0 before 2, not 1 before 0); user 1 hits.
    RankingTask task;
    task.cases = {{0, {0}, {0, 2}}, {0, {1}, {0, 1}}, {1, {1}, {1, 3}}};
    const RankingReport report = evaluateRanking(byRow, task, {.cutoffs = {1}});
    QCOMPARE(report.cases, 3U);
    QCOMPARE(report.perUser(RankingMetric::HitRate, 1), (std::vector<double>{0.5, 1}));
    QCOMPARE(report.mean(RankingMetric::HitRate, 1), 0.75);
    QVERIFY(report.lists.empty());
}

void TestRankingReport::listsAreBestFirstAndKnown() {
    const auto data = fourMovies();
    const std::vector<std::uint32_t> train = {0};
    const std::vector<TestPair> pairs = {{0, 1}, {1, 0}};
    const FakeScorer scorer([](std::size_t user, std::int32_t movie) {
        if (user == 1)
            return 1.0F;
        return movie == 2 ? -std::numeric_limits<float>::infinity() : float(movie);
    });
    const RankingReport report =
        evaluateRanking(scorer, fullCatalogueTask(*data, train, pairs), {.cutoffs = {3}});
    QCOMPARE(report.lists, (std::vector<std::vector<std::int32_t>>{{3, 1}, {0, 1, 2}}));
}

void TestRankingReport::refusesNonsense() {
    RankingTask task;
    QVERIFY_EXCEPTION_THROWN(evaluateRanking(constant, task), SettingsError);
    task.cases = {{0, {0}, {0, 2}}};
    QVERIFY_EXCEPTION_THROWN(evaluateRanking(constant, task, {.cutoffs = {}}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(evaluateRanking(constant, task, {.cutoffs = {5, 0}}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(evaluateRanking(constant, task).mean(RankingMetric::Ndcg, 7),
                             SettingsError);
    QVERIFY_EXCEPTION_THROWN(sampledTask(*fourMovies(), {}, {.negatives = 0}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(givenTask({}), SettingsError);
    const std::vector<std::uint32_t> rows = {0};
    QVERIFY_EXCEPTION_THROWN(evaluateRatings(constant, *fourMovies(), rows), SettingsError);
    const FakeScorer stars([](std::size_t, std::int32_t) { return 3.0F; },
                           FakeScorer::Predicts::Stars);
    QVERIFY_EXCEPTION_THROWN(evaluateRatings(stars, *fourMovies(), {}), SettingsError);
}

void TestRankingReport::restrictsToUsers() {
    RankingTask task;
    task.cases = {{0, {1}, {0, 1}}, {1, {0}, {0, 1}}, {4, {1}, {1, 2}}};
    const RankingReport all = evaluateRanking(byRow, task, {.cutoffs = {1, 2}});
    const RankingReport part = onlyUsers(all, [](std::int32_t user) { return user > 0; });
    QCOMPARE(part.users, (std::vector<std::int32_t>{1, 4}));
    QCOMPARE(part.mean(RankingMetric::HitRate, 1), 1.0);
    QCOMPARE(all.mean(RankingMetric::HitRate, 2), 1.0);
    QVERIFY(all.mean(RankingMetric::HitRate, 1) < 0.7);
}

void TestRankingReport::oneNegativeIsEnough() {
    const std::vector<std::uint32_t> rows = {0}; // user 0 has rated movies 0 and 1 of four
    const auto data = fourMovies();
    const RankingTask task = sampledTask(*data, testPairs(*data, rows), {.negatives = 1});
    const RankingReport report = evaluateRanking(byRow, task, {.cutoffs = {1}});
    QCOMPARE(report.users, (std::vector<std::int32_t>{0}));
    QCOMPARE(report.mean(RankingMetric::HitRate, 1), 1.0); // movie 0 before 2 or 3
}

void TestRankingReport::ratingsAreMeasured() {
    const FakeScorer scorer(
        [](std::size_t user, std::int32_t movie) { return float(user) + float(movie) + 2; },
        FakeScorer::Predicts::Stars);
    const std::vector<std::uint32_t> rows = {3, 0, 1};
    const RatingReport report = evaluateRatings(scorer, *fourMovies(), rows, 3);
    QCOMPARE(report.predicted, (std::vector<float>{5, 2, 3})); // true: 2, 5, 1
    QCOMPARE(report.rmse, std::sqrt((9.0 + 9 + 4) / 3));
    QCOMPARE(report.mae, 8.0 / 3);
    QCOMPARE(report.squaredErrors, (std::vector<double>{13, 9}));
    QCOMPARE(report.counts, (std::vector<double>{2, 1}));
    const Estimate estimate = report.rmseEstimate();
    QCOMPARE(estimate.mean, report.rmse);
    QCOMPARE(estimate.low, std::sqrt(13.0 / 2));
    QCOMPARE(estimate.high, 3.0);
}

void TestRankingReport::stopsAndReports() {
    const auto data = smallDemo();
    const auto pairs = testPairs(*data, leaveOneOutSplit(*data, 1).test);
    const RankingTask task = sampledTask(*data, pairs);
    std::stop_source stop;
    std::uint64_t last = 0;
    const auto caller = std::this_thread::get_id();
    bool elsewhere = false;
    const RankingReport report =
        evaluateRanking(constant, task, {.threads = 2}, {}, [&](const Progress& p) {
            elsewhere = elsewhere || std::this_thread::get_id() != caller;
            QVERIFY(p.done >= last && p.done <= p.total);
            last = p.done;
        });
    QCOMPARE(last, report.users.size());
    QVERIFY(!elsewhere);
    const auto stopAtOnce = [&](const Progress&) { stop.request_stop(); };
    QVERIFY_EXCEPTION_THROWN(
        evaluateRanking(constant, task, {.threads = 1}, stop.get_token(), stopAtOnce), Cancelled);
}

void TestRankingReport::passesOnWhatAWorkerThrows() {
    const auto work = [](std::size_t, std::size_t begin, std::size_t) {
        if (begin == 70)
            throw DataError("broken");
    };
    QVERIFY_EXCEPTION_THROWN(parallelBlocks(100, 10, 3, work), DataError);
    std::vector<int> visits(100, 0);
    parallelBlocks(100, 7, 3, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            ++visits[i];
    });
    QCOMPARE(visits, std::vector<int>(100, 1));
    parallelBlocks(0, 10, 3, work);
}

void TestRankingReport::listMetricsOfHandWorkedLists() {
    const auto data = fourMovies();
    const std::vector<std::uint32_t> train = {0, 1, 2}; // movie 0 twice, movie 1 once
    const std::vector<std::vector<std::int32_t>> lists = {{0, 1, 2}, {0, 3}};
    const ListMetrics top2 = listMetrics(*data, train, lists, 2);
    QCOMPARE(top2.coverage, 3.0 / 4);
    QCOMPARE(top2.popularity, (2 + 1 + 2 + 0) / 4.0);
    QCOMPARE(top2.novelty, (0 + 1 + 0 + 1) / 4.0); // log2(2/2), log2(2/1), log2(2/2), log2(2/1)
    // Counts 2, 1, 0, 1; sorted 0, 1, 1, 2: (-3·0 - 1·1 + 1·1 + 3·2) / (4·4).
    QCOMPARE(top2.gini, 6.0 / 16);
    // {A}, {A, B}: 1 - 1/2; {A}, {}: 1.
    QCOMPARE(top2.diversity, (0.5 + 1) / 2);
    // {A}-{A,B} 0.5, {A}-{B} 1, {A,B}-{B} 0.5.
    QCOMPARE(listMetrics(*data, train, lists, 3).diversity, (2.0 / 3 + 1) / 2);
}

void TestRankingReport::listMetricsOfNothing() {
    const ListMetrics none = listMetrics(*fourMovies(), {}, {}, 10);
    QCOMPARE(none.coverage, 0.0);
    QCOMPARE(none.gini, 0.0);
    QCOMPARE(none.novelty, 0.0);
}

QTEST_APPLESS_MAIN(TestRankingReport)
#include "tst_ranking_report.moc"
