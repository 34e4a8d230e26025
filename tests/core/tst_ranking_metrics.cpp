// SPDX-License-Identifier: MIT
#include "core/data/random.h"
#include "core/evaluate/confidence.h"
#include "core/evaluate/ranking_metrics.h"
#include "core/evaluate/rating_metrics.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace towerlab;

namespace {

using Flags = std::vector<std::uint8_t>;
using Scores = std::vector<float>;

RankingValues valuesOf(const Scores& scores, const Flags& positive, int k) {
    return rankingValues(scores, positive, std::vector<int>{k}).front();
}

double discount(int place) { return 1 / std::log2(place + 1.0); }

/// The textbook definitions, for a ranking without ties, as a check on the closed forms.
RankingValues textbook(const Flags& ranked, int k) {
    RankingValues values;
    const double positives = std::accumulate(ranked.begin(), ranked.end(), 0.0);
    double hits = 0;
    double gain = 0;
    double best = 0;
    double precision = 0;
    for (int place = 1; place <= k; ++place) {
        if (place <= positives)
            best += discount(place);
        if (place > static_cast<int>(ranked.size()) || !ranked[static_cast<std::size_t>(place - 1)])
            continue;
        if (hits == 0)
            values.of(RankingMetric::ReciprocalRank) = 1.0 / place;
        ++hits;
        gain += discount(place);
        precision += hits / place;
    }
    values.of(RankingMetric::HitRate) = hits > 0 ? 1 : 0;
    values.of(RankingMetric::Precision) = hits / k;
    values.of(RankingMetric::Recall) = hits / positives;
    values.of(RankingMetric::Ndcg) = gain / best;
    values.of(RankingMetric::AveragePrecision) = precision / std::min<double>(positives, k);
    return values;
}

/// Mean of the textbook values over all orders of the candidates that the scores allow.
RankingValues meanOverOrders(const Scores& scores, const Flags& positive, int k) {
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    RankingValues sum;
    double count = 0;
    do {
        const bool allowed = std::is_sorted(order.begin(), order.end(),
                                            [&](auto a, auto b) { return scores[a] > scores[b]; });
        if (!allowed)
            continue;
        Flags ranked;
        for (const std::size_t i : order)
            ranked.push_back(positive[i]);
        const RankingValues values = textbook(ranked, k);
        for (std::size_t m = 0; m < rankingMetricCount; ++m)
            sum.value[m] += values.value[m];
        ++count;
    } while (std::next_permutation(order.begin(), order.end()));
    for (double& value : sum.value)
        value /= count;
    return sum;
}

void compare(const RankingValues& actual, const RankingValues& expected) {
    for (const RankingMetricInfo& info : rankingMetrics())
        QVERIFY2(std::abs(actual.of(info.metric) - expected.of(info.metric)) < 1e-12,
                 qPrintable(QString("%1: %2, expected %3")
                                .arg(info.key.data())
                                .arg(actual.of(info.metric))
                                .arg(expected.of(info.metric))));
}

} // namespace

class TestRankingMetrics : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void handWorkedRanking();
    void perfectRankingIsOne();
    void missedPositiveIsZero();
    void onePositiveFollowsNcf();
    void cutoffBeyondTheCandidates();
    void constantScorerGetsChance();
    void tiesAreTheMeanOverAllOrders();
    void orderOfCandidatesDoesNotCount();
    void unknownAndNotANumberComeLast();
    void metricsAreListedInOrder();
    void logLossOfHandWorkedCase();
    void bootstrapCoversTheMean();
    void bootstrapOfRatioWeighs();
    void pairedComparisonTellsDifferences();
    void pairedComparisonOfFewUsersIsExact();
};

void TestRankingMetrics::handWorkedRanking() {
    // Places: 1 yes, 2 no, 3 yes, 4 no, 5 no, 6 yes.
    const Scores scores = {9, 8, 7, 6, 5, 4};
    const Flags positive = {1, 0, 1, 0, 0, 1};
    const RankingValues at5 = valuesOf(scores, positive, 5);
    QCOMPARE(at5.of(RankingMetric::HitRate), 1.0);
    QCOMPARE(at5.of(RankingMetric::Precision), 2.0 / 5);
    QCOMPARE(at5.of(RankingMetric::Recall), 2.0 / 3);
    QCOMPARE(at5.of(RankingMetric::Ndcg),
             (1 + 1 / std::log2(4.0)) / (1 + 1 / std::log2(3.0) + 1 / std::log2(4.0)));
    QCOMPARE(at5.of(RankingMetric::ReciprocalRank), 1.0);
    QCOMPARE(at5.of(RankingMetric::AveragePrecision), (1 + 2.0 / 3) / 3);
    QCOMPARE(valuesOf(scores, positive, 1).of(RankingMetric::AveragePrecision), 1.0);
    QCOMPARE(valuesOf(scores, positive, 6).of(RankingMetric::AveragePrecision),
             (1 + 2.0 / 3 + 3.0 / 6) / 3);
}

void TestRankingMetrics::perfectRankingIsOne() {
    const RankingValues values = valuesOf({1, 5, 4, 0}, {0, 1, 1, 0}, 2);
    for (const double value : values.value)
        QCOMPARE(value, 1.0);
}

void TestRankingMetrics::missedPositiveIsZero() {
    const RankingValues values = valuesOf({1, 5, 4, 0}, {0, 0, 0, 1}, 3);
    for (const double value : values.value)
        QCOMPARE(value, 0.0);
}

void TestRankingMetrics::onePositiveFollowsNcf() {
    // He et al.: HR is 1, NDCG is log 2 / log(place + 1).
    const RankingValues values = valuesOf({4, 3, 2, 1}, {0, 0, 1, 0}, 10);
    QCOMPARE(values.of(RankingMetric::HitRate), 1.0);
    QCOMPARE(values.of(RankingMetric::Ndcg), std::log(2.0) / std::log(4.0));
    QCOMPARE(values.of(RankingMetric::ReciprocalRank), 1.0 / 3);
}

void TestRankingMetrics::cutoffBeyondTheCandidates() {
    const RankingValues values = valuesOf({2, 1}, {1, 1}, 10);
    QCOMPARE(values.of(RankingMetric::Precision), 0.2);
    QCOMPARE(values.of(RankingMetric::Recall), 1.0);
    QCOMPARE(values.of(RankingMetric::Ndcg), 1.0);
    QCOMPARE(values.of(RankingMetric::AveragePrecision), 1.0);
}

void TestRankingMetrics::constantScorerGetsChance() {
    const Scores scores(100, 0.5F);
    Flags positive(100, 0);
    positive[0] = 1;
    const RankingValues values = valuesOf(scores, positive, 10);
    QVERIFY(qFuzzyCompare(values.of(RankingMetric::HitRate), 0.1));
    double gain = 0;
    double reciprocal = 0;
    for (int place = 1; place <= 10; ++place) {
        gain += discount(place) / 100;
        reciprocal += 1.0 / place / 100;
    }
    QVERIFY(qFuzzyCompare(values.of(RankingMetric::Ndcg), gain));
    QVERIFY(qFuzzyCompare(values.of(RankingMetric::ReciprocalRank), reciprocal));
}

void TestRankingMetrics::tiesAreTheMeanOverAllOrders() {
    Random random(3, "test");
    for (int round = 0; round < 60; ++round) {
        const std::size_t n = 2 + random.below(6);
        Scores scores(n);
        Flags positive(n);
        for (std::size_t i = 0; i < n; ++i) {
            scores[i] = static_cast<float>(random.below(3));
            positive[i] = random.below(2) == 0 ? 1 : 0;
        }
        positive[random.below(n)] = 1;
        for (int k = 1; k <= 8; ++k)
            compare(valuesOf(scores, positive, k), meanOverOrders(scores, positive, k));
    }
}

void TestRankingMetrics::orderOfCandidatesDoesNotCount() {
    const std::vector<int> cutoffs = {2, 4};
    const auto first = rankingValues(Scores{1, 2, 2, 2, 3}, Flags{1, 1, 0, 0, 0}, cutoffs);
    const auto second = rankingValues(Scores{3, 2, 2, 1, 2}, Flags{0, 0, 1, 1, 0}, cutoffs);
    QCOMPARE(first.size(), 2U);
    for (std::size_t i = 0; i < first.size(); ++i)
        QCOMPARE(first[i].value, second[i].value);
}

void TestRankingMetrics::unknownAndNotANumberComeLast() {
    constexpr float unknown = -std::numeric_limits<float>::infinity();
    const Scores scores = {std::nanf(""), unknown, -5, -7};
    QCOMPARE(valuesOf(scores, {0, 0, 0, 1}, 2).of(RankingMetric::HitRate), 1.0);
    QCOMPARE(valuesOf(scores, {1, 0, 0, 0}, 2).of(RankingMetric::HitRate), 0.0);
    QCOMPARE(valuesOf(scores, {1, 0, 0, 0}, 3).of(RankingMetric::HitRate), 0.5);
}

void TestRankingMetrics::metricsAreListedInOrder() {
    for (std::size_t i = 0; i < rankingMetricCount; ++i)
        QCOMPARE(static_cast<std::size_t>(rankingMetrics()[i].metric), i);
}

void TestRankingMetrics::logLossOfHandWorkedCase() {
    const std::vector<float> probabilities = {0.5F, 0.25F};
    QCOMPARE(logLoss(probabilities, std::vector<float>{1, 0}),
             -(std::log(0.5) + std::log(0.75)) / 2);
    QVERIFY(logLoss(std::vector<float>{0}, std::vector<float>{1}) < 17);
    QCOMPARE(logLoss({}, {}), 0.0);
}

void TestRankingMetrics::bootstrapCoversTheMean() {
    // 400 coin flips: standard error 0.025, so 95 % lie within about 0.05.
    std::vector<double> flips(400);
    for (std::size_t i = 0; i < flips.size(); ++i)
        flips[i] = i % 2 == 0 ? 1 : 0;
    const Estimate estimate = bootstrapMean(flips, 1);
    QCOMPARE(estimate.mean, 0.5);
    QVERIFY(std::abs(estimate.low - 0.451) < 0.006);
    QVERIFY(std::abs(estimate.high - 0.549) < 0.006);
    QCOMPARE(bootstrapMean(flips, 1).low, estimate.low);
    QCOMPARE(bootstrapMean({}, 1).mean, 0.0);
    const Estimate constant = bootstrapMean(std::vector<double>{2, 2, 2}, 1);
    QCOMPARE(constant.low, 2.0);
    QCOMPARE(constant.high, 2.0);
}

void TestRankingMetrics::bootstrapOfRatioWeighs() {
    const std::vector<double> sums = {10, 0};
    const std::vector<double> weights = {1, 4};
    const Estimate estimate = bootstrapRatio(sums, weights, 1);
    QCOMPARE(estimate.mean, 2.0);
    QCOMPARE(estimate.low, 0.0);
    QCOMPARE(estimate.high, 10.0);
    QCOMPARE(bootstrapRatio({}, {}, 1).mean, 0.0);
}

void TestRankingMetrics::pairedComparisonTellsDifferences() {
    Random random(1, "test");
    std::vector<double> a(300);
    std::vector<double> b(300);
    std::vector<double> noise(300);
    for (std::size_t i = 0; i < a.size(); ++i) {
        b[i] = random.uniform();
        a[i] = b[i] + 0.05 + 0.1 * random.normal();
        noise[i] = b[i] + 0.1 * random.normal();
    }
    const PairedComparison better = comparePaired(a, b, 1);
    QVERIFY(better.difference.low > 0);
    QVERIFY(better.pValue < 0.001);
    QCOMPARE(better.wins + better.losses + better.ties, 300U);
    QVERIFY(better.wins > better.losses);
    QVERIFY(comparePaired(noise, b, 1).pValue > 0.01);
    const PairedComparison same = comparePaired(b, b, 1);
    QCOMPARE(same.pValue, 1.0);
    QCOMPARE(same.ties, 300U);
}

void TestRankingMetrics::pairedComparisonOfFewUsersIsExact() {
    // Of the eight ways to flip the signs of 1, 1, 1 two are as far from 0: p = 0.25.
    const PairedComparison comparison =
        comparePaired(std::vector<double>{2, 2, 2}, std::vector<double>{1, 1, 1}, 1);
    QVERIFY(std::abs(comparison.pValue - 0.25) < 0.02);
    QCOMPARE(comparePaired({}, {}, 1).pValue, 1.0);
}

QTEST_APPLESS_MAIN(TestRankingMetrics)
#include "tst_ranking_metrics.moc"
