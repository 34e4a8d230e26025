// SPDX-License-Identifier: MIT
#include "core/baselines/bias.h"
#include "core/baselines/neighbourhood.h"
#include "core/baselines/similarity.h"
#include "core/baselines/top_n.h"
#include "core/data/test_split.h"
#include "core/error.h"
#include "core/evaluate/ranking_report.h"
#include "core/evaluate/rating_report.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/scores.h"
#include "tests/support/tiny_dataset.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

using namespace towerlab;
using namespace towerlab::test;

namespace {

using Dense = std::vector<std::vector<std::optional<double>>>;

Dense denseOf(const SparseMatrix& rows, std::size_t columns) {
    Dense dense(rows.rows(), std::vector<std::optional<double>>(columns));
    for (std::size_t row = 0; row < rows.rows(); ++row)
        for (std::size_t i = 0; i < rows.count(row); ++i)
            dense[row][static_cast<std::size_t>(rows.columnsOf(row)[i])] =
                static_cast<double>(rows.valuesOf(row)[i]);
    return dense;
}

/// The similarities by their definitions, from dense rows.
double similarityOf(const Dense& m, std::size_t a, std::size_t b, RowSimilarity kind,
                    double shrinkage) {
    std::vector<double> x;
    std::vector<double> y;
    double xNorm = 0;
    double yNorm = 0;
    for (std::size_t c = 0; c < m[a].size(); ++c) {
        xNorm += m[a][c] ? *m[a][c] * *m[a][c] : 0;
        yNorm += m[b][c] ? *m[b][c] * *m[b][c] : 0;
        if (m[a][c] && m[b][c]) {
            x.push_back(*m[a][c]);
            y.push_back(*m[b][c]);
        }
    }
    const auto n = static_cast<double>(x.size());
    if (x.empty())
        return 0;
    if (kind == RowSimilarity::CommonPearson) {
        const double xMean = std::accumulate(x.begin(), x.end(), 0.0) / n;
        const double yMean = std::accumulate(y.begin(), y.end(), 0.0) / n;
        for (double& value : x)
            value -= xMean;
        for (double& value : y)
            value -= yMean;
    }
    if (kind != RowSimilarity::Cosine) {
        xNorm = std::inner_product(x.begin(), x.end(), x.begin(), 0.0);
        yNorm = std::inner_product(y.begin(), y.end(), y.begin(), 0.0);
    }
    const double norm = std::sqrt(xNorm * yNorm);
    if (norm < 1e-5)
        return 0;
    return std::inner_product(x.begin(), x.end(), y.begin(), 0.0) / norm * n / (n + shrinkage);
}

/// Users 0..3, movies 0..3; user 3 and movie 3 have no rating in rows 0..5.
std::shared_ptr<const Dataset> smallWorld() {
    return tinyDataset(
        4, 4, {{1, 1, 5}, {1, 2, 3}, {2, 1, 4}, {2, 2, 2}, {2, 3, 5}, {3, 3, 1}, {4, 4, 3}});
}

const Rows trainingOfSmallWorld = {0, 1, 2, 3, 4, 5};

} // namespace

class TestNeighbourhood : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matrixIsSortedBothWays();
    void similaritiesFollowTheirDefinitions_data();
    void similaritiesFollowTheirDefinitions();
    void similaritiesDoNotDependOnThreads();
    void keepsTheNearest();
    void itemCfByHand();
    void itemCfWeighsStars();
    void userCfByHand();
    void topNKnowsNothingOfStrangers();
    void itemKnnByHand();
    void userKnnByHand();
    void knnUsesTheNearestOnly_data();
    void knnUsesTheNearestOnly();
    void knnBeatsBiasesOnTheDemo();
    void cfBeatsChanceOnTheDemo_data();
    void cfBeatsChanceOnTheDemo();
    void refusesNonsense();
    void stopsAndReports();
};

void TestNeighbourhood::matrixIsSortedBothWays() {
    const auto data = smallDemo();
    const TestSplit split = randomSplit(*data, 0.3, 1);
    Rows reversed(split.train.rbegin(), split.train.rend());
    const TrainMatrix matrix = makeTrainMatrix(*data, reversed);
    QCOMPARE(matrix.size(), split.train.size());
    for (const SparseMatrix* rows : {&matrix.byUser, &matrix.byMovie})
        for (std::size_t row = 0; row < rows->rows(); ++row) {
            const auto columns = rows->columnsOf(row);
            QVERIFY(std::is_sorted(columns.begin(), columns.end()));
        }
    const Dense byUser = denseOf(matrix.byUser, matrix.movies());
    const Dense byMovie = denseOf(matrix.byMovie, matrix.users());
    const RatingColumns& ratings = data->ratings();
    for (const std::uint32_t row : split.train) {
        const auto user = static_cast<std::size_t>(ratings.user[row]);
        const auto movie = static_cast<std::size_t>(ratings.movie[row]);
        QCOMPARE(byUser[user][movie].value(), static_cast<double>(ratings.value[row]));
        QCOMPARE(byMovie[movie][user].value(), static_cast<double>(ratings.value[row]));
    }
}

void TestNeighbourhood::similaritiesFollowTheirDefinitions_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("shrinkage");
    QTest::newRow("cosine") << int(RowSimilarity::Cosine) << 0.0;
    QTest::newRow("cosine, shrunk") << int(RowSimilarity::Cosine) << 5.0;
    QTest::newRow("common cosine") << int(RowSimilarity::CommonCosine) << 0.0;
    QTest::newRow("Pearson") << int(RowSimilarity::CommonPearson) << 10.0;
}

void TestNeighbourhood::similaritiesFollowTheirDefinitions() {
    QFETCH(int, kind);
    QFETCH(double, shrinkage);
    const auto data = makeTrainMatrix(*smallDemo(), allRows(*smallDemo()));
    const SimilaritySettings settings{RowSimilarity(kind), shrinkage, 1000, 2};
    const NeighbourLists lists = mostSimilarRows(data.byMovie, data.byUser, settings);
    const Dense dense = denseOf(data.byMovie, data.users());
    for (std::size_t movie = 0; movie < dense.size(); ++movie) {
        std::vector<double> listed(dense.size(), 0.0);
        const auto rows = lists.rowsOf(movie);
        for (std::size_t i = 0; i < rows.size(); ++i)
            listed[static_cast<std::size_t>(rows[i])] =
                static_cast<double>(lists.similaritiesOf(movie)[i]);
        for (std::size_t other = 0; other < dense.size(); ++other) {
            const double expected =
                movie == other ? 0 : similarityOf(dense, movie, other, settings.kind, shrinkage);
            // Below 0, and what rounding makes of 0, is not listed.
            QVERIFY(near(listed[other], std::max(0.0, expected), 1e-4));
        }
    }
}

void TestNeighbourhood::similaritiesDoNotDependOnThreads() {
    const auto data = makeTrainMatrix(*smallDemo(), allRows(*smallDemo()));
    const auto one = mostSimilarRows(data.byUser, data.byMovie, {.kept = 10, .threads = 1});
    const auto four = mostSimilarRows(data.byUser, data.byMovie, {.kept = 10, .threads = 4});
    QCOMPARE(one.row, four.row);
    QCOMPARE(one.similarity, four.similarity);
}

void TestNeighbourhood::keepsTheNearest() {
    const auto data = makeTrainMatrix(*smallDemo(), allRows(*smallDemo()));
    const auto all = mostSimilarRows(data.byMovie, data.byUser, {.kept = 1000});
    const auto five = mostSimilarRows(data.byMovie, data.byUser, {.kept = 5});
    for (std::size_t movie = 0; movie < data.movies(); ++movie) {
        const auto whole = all.rowsOf(movie);
        const auto part = five.rowsOf(movie);
        QCOMPARE(part.size(), std::min<std::size_t>(5, whole.size()));
        QVERIFY(std::equal(part.begin(), part.end(), whole.begin()));
        const auto similarity = all.similaritiesOf(movie);
        QVERIFY(std::is_sorted(similarity.begin(), similarity.end(), std::greater<>()));
    }
}

void TestNeighbourhood::itemCfByHand() {
    // Movie 0 by users {0, 1}, movie 1 by {0, 1}, movie 2 by {1, 2}.
    const auto scorer = fitItemCf(*smallWorld(), trainingOfSmallWorld);
    const auto scores = scoresOf(*scorer, 0, 4); // rated 0 and 1
    QVERIFY(near(scores[0], 1));                 // like movie 1
    QVERIFY(near(scores[2], 0.5 + 0.5));         // cosine 1 / √(2·2) with each
    QVERIFY(near(scoresOf(*scorer, 2, 4)[0], 0.5));
    const auto nearest = fitItemCf(*smallWorld(), trainingOfSmallWorld, {.neighbours = 1});
    QVERIFY(near(scoresOf(*nearest, 0, 4)[2], 0.5)); // movie 0 only: equal, but first
    const auto shrunk = fitItemCf(*smallWorld(), trainingOfSmallWorld, {.shrinkage = 3});
    QVERIFY(near(scoresOf(*shrunk, 0, 4)[2], 2 * 0.5 / 4)); // one user in common: 1 / (1 + 3)
}

void TestNeighbourhood::itemCfWeighsStars() {
    const auto scorer =
        fitItemCf(*smallWorld(), trainingOfSmallWorld, {.weight = RatingWeight::Stars});
    // Columns (5, 4, ·), (3, 2, ·), (·, 5, 1).
    const double zero = 4 * 5 / std::sqrt((25 + 16) * 26.0);
    const double one = 2 * 5 / std::sqrt((9 + 4) * 26.0);
    QVERIFY(near(scoresOf(*scorer, 0, 4)[2], 5 * zero + 3 * one, 1e-4));
}

void TestNeighbourhood::userCfByHand() {
    // Users rated {0, 1}, {0, 1, 2}, {2}.
    const auto scorer = fitUserCf(*smallWorld(), trainingOfSmallWorld);
    QVERIFY(near(scoresOf(*scorer, 0, 4)[2], 2 / std::sqrt(2 * 3.0)));
    QVERIFY(near(scoresOf(*scorer, 1, 4)[2], 1 / std::sqrt(3.0)));
    QVERIFY(near(scoresOf(*scorer, 2, 4)[0], 1 / std::sqrt(3.0)));
}

void TestNeighbourhood::topNKnowsNothingOfStrangers() {
    for (const auto& scorer : {fitItemCf(*smallWorld(), trainingOfSmallWorld).release(),
                               fitUserCf(*smallWorld(), trainingOfSmallWorld).release()}) {
        const std::unique_ptr<Scorer> owned(scorer);
        QCOMPARE(scoresOf(*owned, 0, 4)[3], unknown);
        QCOMPARE(scoresOf(*owned, 3, 4), std::vector<float>(4, unknown));
        QVERIFY(!owned->predictsStars());
    }
}

void TestNeighbourhood::itemKnnByHand() {
    // Centred on the movies' means: 0: 4.5, 1: 2.5, 2: 3. Cosine of the raw columns.
    const KnnSettings settings{
        .similarity = CfSimilarity::Cosine, .centre = RatingCentre::Mean, .shrinkage = 0};
    const auto scorer = fitItemKnn(*smallWorld(), trainingOfSmallWorld, settings);
    const double zero = 4 * 5 / std::sqrt((25 + 16) * 26.0);
    const double one = 2 * 5 / std::sqrt((9 + 4) * 26.0);
    const double expected = 3 + (zero * (5 - 4.5) + one * (3 - 2.5)) / (zero + one);
    QVERIFY(near(scoresOf(*scorer, 0, 4)[2], expected));
    QVERIFY(near(scoresOf(*scorer, 2, 4)[0], 4.5 + (1 - 3))); // from movie 2 alone
    QVERIFY(near(scoresOf(*scorer, 3, 4)[0], 4.5));           // a stranger: the mean
    QCOMPARE(scoresOf(*scorer, 0, 4)[3], unknown);
    QVERIFY(scorer->predictsStars());
}

void TestNeighbourhood::userKnnByHand() {
    // Centred on the users' means: 0: 4, 1: 11/3, 2: 1.
    const KnnSettings settings{
        .similarity = CfSimilarity::Cosine, .centre = RatingCentre::Mean, .shrinkage = 0};
    const auto scorer = fitUserKnn(*smallWorld(), trainingOfSmallWorld, settings);
    QVERIFY(near(scoresOf(*scorer, 0, 4)[2], 4 + (5 - 11.0 / 3))); // from user 1 alone
    const double meanOfAll = (5 + 3 + 4 + 2 + 5 + 1) / 6.0;
    QVERIFY(near(scoresOf(*scorer, 3, 4)[2], meanOfAll));
}

void TestNeighbourhood::knnUsesTheNearestOnly_data() {
    QTest::addColumn<bool>("ofItems");
    QTest::newRow("items") << true;
    QTest::newRow("users") << false;
}

/// Against a plain walk through the neighbours of each movie, or of each user, nearest first.
void TestNeighbourhood::knnUsesTheNearestOnly() {
    QFETCH(bool, ofItems);
    const auto data = smallDemo();
    const TestSplit split = randomSplit(*data, 0.2, 1);
    const KnnSettings settings{.neighbours = 3, .searched = 20, .shrinkage = 10};
    const auto scorer = ofItems ? fitItemKnn(*data, split.train, settings)
                                : fitUserKnn(*data, split.train, settings);
    const TrainMatrix matrix = makeTrainMatrix(*data, split.train);
    const RatingBaseline biases = fitBiases(matrix);
    const TrainMatrix left = transformed(
        matrix, [&](auto user, auto movie, float stars) { return stars - biases.of(user, movie); });
    const auto lists =
        mostSimilarRows(ofItems ? left.byMovie : left.byUser, ofItems ? left.byUser : left.byMovie,
                        {.kind = RowSimilarity::CommonCosine, .shrinkage = 10, .kept = 20});
    const Dense deviations = denseOf(left.byUser, left.movies());
    for (std::size_t user = 0; user < left.users(); user += 7) {
        const auto scores = scoresOf(*scorer, user, left.movies());
        for (std::size_t movie = 0; movie < left.movies(); ++movie) {
            const std::size_t row = ofItems ? movie : user;
            double sum = 0;
            double weight = 0;
            int used = 0;
            for (std::size_t i = 0; i < lists.rowsOf(row).size() && used < 3; ++i) {
                const auto other = static_cast<std::size_t>(lists.rowsOf(row)[i]);
                const auto deviation = ofItems ? deviations[user][other] : deviations[other][movie];
                if (!deviation)
                    continue;
                const auto similarity = static_cast<double>(lists.similaritiesOf(row)[i]);
                sum += similarity * *deviation;
                weight += similarity;
                ++used;
            }
            const double expected =
                static_cast<double>(biases.of(user, movie)) + (weight > 0 ? sum / weight : 0);
            if (left.byMovie.count(movie) > 0)
                QVERIFY(near(scores[movie], expected, 1e-4));
        }
    }
}

void TestNeighbourhood::knnBeatsBiasesOnTheDemo() {
    const auto data = smallDemo();
    const TestSplit split = randomSplit(*data, 0.1, 1);
    const double bias = evaluateRatings(*fitBias(*data, split.train), *data, split.test).rmse;
    const auto item = fitItemKnn(*data, split.train, {.shrinkage = 20});
    const auto user = fitUserKnn(*data, split.train, {.shrinkage = 20});
    QVERIFY(evaluateRatings(*item, *data, split.test).rmse < bias);
    QVERIFY(evaluateRatings(*user, *data, split.test).rmse < bias);
}

void TestNeighbourhood::cfBeatsChanceOnTheDemo_data() {
    QTest::addColumn<int>("similarity");
    QTest::addColumn<bool>("items");
    for (const bool items : {true, false})
        for (const auto similarity : {CfSimilarity::Cosine, CfSimilarity::AdjustedCosine,
                                      CfSimilarity::Pearson, CfSimilarity::BaselinePearson})
            QTest::addRow("%s %d", items ? "items" : "users", int(similarity))
                << int(similarity) << items;
}

void TestNeighbourhood::cfBeatsChanceOnTheDemo() {
    QFETCH(int, similarity);
    QFETCH(bool, items);
    const auto data = smallDemo();
    const TestSplit split = randomSplit(*data, 0.2, 1);
    // Without shrinkage, similarities of two or three ratings drown the others.
    const TopNSettings settings{
        .similarity = CfSimilarity(similarity), .neighbours = 20, .shrinkage = 50};
    const auto scorer =
        items ? fitItemCf(*data, split.train, settings) : fitUserCf(*data, split.train, settings);
    const auto pairs = testPairs(*data, split.test);
    const RankingTask task = sampledTask(*data, pairs, {.negatives = 9, .seed = 1});
    const double hits =
        evaluateRanking(*scorer, task, {.cutoffs = {1}}).mean(RankingMetric::HitRate, 1);
    QVERIFY2(hits > 0.13, qPrintable(QString::number(hits))); // chance: 0.1
}

void TestNeighbourhood::refusesNonsense() {
    const auto data = smallWorld();
    QVERIFY_EXCEPTION_THROWN(fitItemCf(*data, {}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitItemCf(*data, trainingOfSmallWorld, {.neighbours = 0}),
                             SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitUserCf(*data, trainingOfSmallWorld, {.shrinkage = -1}),
                             SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitItemKnn(*data, trainingOfSmallWorld, {.neighbours = 0}),
                             SettingsError);
    QVERIFY_EXCEPTION_THROWN(
        fitUserKnn(*data, trainingOfSmallWorld, {.neighbours = 40, .searched = 10}), SettingsError);
}

void TestNeighbourhood::stopsAndReports() {
    const auto data = smallDemo();
    const auto rows = allRows(*data);
    std::uint64_t done = 0;
    std::uint64_t total = 1;
    fitItemCf(*data, rows, {}, {}, [&](const Progress& p) {
        done = p.done;
        total = p.total;
    });
    QCOMPARE(done, total);
    std::stop_source stop;
    stop.request_stop();
    const auto token = stop.get_token();
    QVERIFY_EXCEPTION_THROWN(fitItemCf(*data, rows, {}, token), Cancelled);
    QVERIFY_EXCEPTION_THROWN(fitUserCf(*data, rows, {}, token), Cancelled);
    QVERIFY_EXCEPTION_THROWN(fitItemKnn(*data, rows, {}, token), Cancelled);
    QVERIFY_EXCEPTION_THROWN(fitUserKnn(*data, rows, {}, token), Cancelled);
}

QTEST_APPLESS_MAIN(TestNeighbourhood)
#include "tst_neighbourhood.moc"
