// SPDX-License-Identifier: MIT
#include "core/baselines/association_rules.h"
#include "core/baselines/bias.h"
#include "core/baselines/implicit_als.h"
#include "core/baselines/matrix_factorisation.h"
#include "core/baselines/popularity.h"
#include "core/data/random.h"
#include "core/data/sparse_matrix.h"
#include "core/data/test_split.h"
#include "core/error.h"
#include "core/evaluate/ranking_report.h"
#include "core/evaluate/rating_report.h"
#include "core/kernels/kernels.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/scores.h"
#include "tests/support/tiny_dataset.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

using namespace towerlab;
using namespace towerlab::test;

namespace {

/// Two users, three movies: (0,0) 5, (0,1) 3, (1,0) 4; movie 2 has no rating.
std::shared_ptr<const Dataset> threeRatings() {
    return tinyDataset(2, 3, {{1, 1, 5}, {1, 2, 3}, {2, 1, 4}});
}

/// Likes (5 stars) 0: {0,1,2}, 1: {0,1}, 2: {0,1}, 3: {0,3}, 4: {3}; 5 rates movie 2 with one star.
std::shared_ptr<const Dataset> baskets() {
    return tinyDataset(6, 5,
                       {{1, 1, 5},
                        {1, 2, 5},
                        {1, 3, 5},
                        {2, 1, 5},
                        {2, 2, 5},
                        {3, 1, 4},
                        {3, 2, 4},
                        {4, 1, 5},
                        {4, 4, 5},
                        {5, 4, 5},
                        {6, 3, 1}});
}

} // namespace

class TestBaselines : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matrixKnowsTheScaleOfTheData();
    void popularityCountsTrainingRatings();
    void popularityCanCountLikesOnly();
    void biasesOfOneSweepByHand();
    void biasesRecoverAdditiveRatings();
    void biasKnowsNothingOfUnratedMovies();
    void biasStaysInTheRangeOfStars();
    void rulesOfBaskets();
    void rulesAreSortedByConfidence();
    void rulesObeySupportAndConfidence();
    void rulesScoreByBestAndSum();
    void rulesKnowNothingOfUsersWithoutLikes();
    void rulesDoNotDependOnThreads();
    void kernelsAgree();
    void factorisationBeatsBiases();
    void factorisationIsRepeatable();
    void factorisationDivergesLoudly();
    void factorisationOfUnseenFallsBackToBiases();
    void implicitAlsSolvesTheSmallestCase();
    void implicitAlsFindsGroups();
    void implicitAlsDoesNotDependOnThreads();
    void refusesNonsense();
    void refusesEmptyTraining();
    void stopsAndReports();
};

void TestBaselines::matrixKnowsTheScaleOfTheData() {
    const auto data = threeRatings(); // 5, 3 and 4 stars
    const std::vector<std::uint32_t> part = {0, 2};
    const TrainMatrix matrix = makeTrainMatrix(*data, part);
    QCOMPARE(matrix.mean, 4.5F);
    QCOMPARE(matrix.lowest, 3.0F); // of all ratings, not of those learnt from
    QCOMPARE(matrix.highest, 5.0F);
}

void TestBaselines::popularityCountsTrainingRatings() {
    const auto data = threeRatings();
    const auto scorer = fitPopularity(*data, Rows{0, 2});
    QCOMPARE(scoresOf(*scorer, 0, 3), (std::vector<float>{2, 0, 0}));
    QCOMPARE(scoresOf(*scorer, 1, 3), scoresOf(*scorer, 0, 3));
    QVERIFY(!scorer->predictsStars());
}

void TestBaselines::popularityCanCountLikesOnly() {
    const auto data = threeRatings();
    const auto scorer = fitPopularity(*data, allRows(*data), {.minimumStars = 4});
    QCOMPARE(scoresOf(*scorer, 0, 3), (std::vector<float>{2, 0, 0}));
}

void TestBaselines::biasesOfOneSweepByHand() {
    const auto data = threeRatings();
    const RatingBaseline biases =
        fitBiases(makeTrainMatrix(*data, allRows(*data)),
                  {.userRegularisation = 1, .movieRegularisation = 1, .sweeps = 1});
    QCOMPARE(biases.mean, 4.0);
    QVERIFY(near(biases.movies[0], (1 + 0) / 3.0));
    QVERIFY(near(biases.movies[1], -1 / 2.0));
    QCOMPARE(biases.movies[2], 0.0F);
    QVERIFY(near(biases.users[0], (1 - 1 / 3.0 - 1 + 1 / 2.0) / 3));
    QVERIFY(near(biases.users[1], (0 - 1 / 3.0) / 2));
}

void TestBaselines::biasesRecoverAdditiveRatings() {
    // r = 3 + user + movie with users -1, 0, 1 and movies -0.5, 0, 0.5.
    std::vector<TinyRating> ratings;
    for (int user = 1; user <= 3; ++user)
        for (int movie = 1; movie <= 3; ++movie)
            ratings.push_back({user, movie, 3 + float(user - 2) + 0.5F * float(movie - 2)});
    const auto data = tinyDataset(3, 3, ratings);
    const auto scorer = fitBias(*data, allRows(*data), {0, 0, 20});
    QVERIFY(evaluateRatings(*scorer, *data, allRows(*data)).rmse < 1e-5);
}

void TestBaselines::biasKnowsNothingOfUnratedMovies() {
    const auto data = threeRatings();
    const auto scorer = fitBias(*data, Rows{0, 2});
    const auto scores = scoresOf(*scorer, 0, 3);
    QVERIFY(std::isfinite(scores[0]));
    QCOMPARE(scores[1], unknown);
    QCOMPARE(scores[2], unknown);
    QVERIFY(starsOf(*scorer, 0, 3)[1] >= 3);
}

void TestBaselines::biasStaysInTheRangeOfStars() {
    const auto data = tinyDataset(2, 2, {{1, 1, 5}, {1, 2, 4}, {2, 1, 4}, {2, 2, 1}});
    const auto scorer = fitBias(*data, allRows(*data), {0, 0, 20});
    QVERIFY(scoresOf(*scorer, 0, 2)[0] > 5);
    QCOMPARE(starsOf(*scorer, 0, 2)[0], 5.0F);
}

void TestBaselines::rulesOfBaskets() {
    const auto data = baskets();
    const auto model =
        fitAssociationRules(*data, allRows(*data), {.minimumSupport = 0, .minimumConfidence = 0});
    // Only movies 0 and 1 stand together in two baskets or more: in three, of five with likes.
    QCOMPARE(model->rules().size(), 2U);
    const AssociationRule& first = model->rules()[0];
    QCOMPARE(first.antecedent, 1);
    QCOMPARE(first.consequent, 0);
    QCOMPARE(first.together, 3);
    QCOMPARE(first.support, 3.0F / 5);
    QCOMPARE(first.confidence, 1.0F);
    QCOMPARE(first.lift, 1 / (4.0F / 5));
    const AssociationRule& second = model->rules()[1];
    QCOMPARE(second.antecedent, 0);
    QCOMPARE(second.confidence, 3.0F / 4);
    QCOMPARE(second.lift, (3.0F / 4) / (3.0F / 5));
    QCOMPARE(model->rulesFrom(0).size(), 1U);
    QCOMPARE(model->rulesFrom(0)[0], 1U);
    QVERIFY(model->rulesFrom(3).empty());
}

void TestBaselines::rulesAreSortedByConfidence() {
    const auto data = smallDemo();
    const auto model = fitAssociationRules(*data, allRows(*data));
    const auto& rules = model->rules();
    QVERIFY(rules.size() > 100);
    for (std::size_t i = 1; i < rules.size(); ++i)
        QVERIFY(rules[i - 1].confidence >= rules[i].confidence);
    std::size_t listed = 0;
    for (std::size_t movie = 0; movie < data->movies().size(); ++movie) {
        for (const std::uint32_t i : model->rulesFrom(movie))
            QCOMPARE(rules[i].antecedent, std::int32_t(movie));
        listed += model->rulesFrom(movie).size();
    }
    QCOMPARE(listed, rules.size());
}

void TestBaselines::rulesObeySupportAndConfidence() {
    const auto data = smallDemo();
    const auto all =
        fitAssociationRules(*data, allRows(*data), {.minimumSupport = 0, .minimumConfidence = 0});
    const auto some = fitAssociationRules(*data, allRows(*data),
                                          {.minimumSupport = 0.1, .minimumConfidence = 0.3});
    const auto expected =
        std::count_if(all->rules().begin(), all->rules().end(), [](const AssociationRule& rule) {
            return rule.support >= 0.1F && rule.confidence >= 0.3F;
        });
    QVERIFY(expected > 0);
    QCOMPARE(some->rules().size(), std::size_t(expected));
}

void TestBaselines::rulesScoreByBestAndSum() {
    // Everyone likes 0 and 1; 2 of 3 like 2. A fourth user likes 0 and 1 and is asked about 2.
    const auto data = tinyDataset(4, 3,
                                  {{1, 1, 5},
                                   {1, 2, 5},
                                   {1, 3, 5},
                                   {2, 1, 5},
                                   {2, 2, 5},
                                   {2, 3, 5},
                                   {3, 2, 5},
                                   {4, 1, 5},
                                   {4, 2, 5}});
    AssociationRuleSettings settings{.minimumSupport = 0, .minimumConfidence = 0};
    // 0 → 2: 2 of 3; 1 → 2: 2 of 4.
    const auto best = fitAssociationRules(*data, allRows(*data), settings);
    QVERIFY(near(scoresOf(*best, 3, 3)[2], 2.0 / 3));
    settings.score = RuleScore::Sum;
    const auto sum = fitAssociationRules(*data, allRows(*data), settings);
    QVERIFY(near(scoresOf(*sum, 3, 3)[2], 2.0 / 3 + 2.0 / 4));
    settings.measure = RuleMeasure::Lift;
    const auto lift = fitAssociationRules(*data, allRows(*data), settings);
    QVERIFY(near(scoresOf(*lift, 3, 3)[2], (2.0 / 3 + 2.0 / 4) / (2.0 / 4)));
    settings.measure = RuleMeasure::Support;
    const auto support = fitAssociationRules(*data, allRows(*data), settings);
    QVERIFY(near(scoresOf(*support, 3, 3)[2], 2.0 / 4 + 2.0 / 4));
}

void TestBaselines::rulesKnowNothingOfUsersWithoutLikes() {
    const auto data = baskets();
    const auto model = fitAssociationRules(*data, allRows(*data));
    QCOMPARE(scoresOf(*model, 5, 2), (std::vector<float>{unknown, unknown}));
    QCOMPARE(scoresOf(*model, 4, 2), (std::vector<float>{0, 0}));
}

void TestBaselines::rulesDoNotDependOnThreads() {
    const auto data = smallDemo();
    const auto one = fitAssociationRules(*data, allRows(*data), {.threads = 1});
    const auto four = fitAssociationRules(*data, allRows(*data), {.threads = 4});
    QCOMPARE(one->rules().size(), four->rules().size());
    for (std::size_t i = 0; i < one->rules().size(); ++i) {
        QCOMPARE(one->rules()[i].antecedent, four->rules()[i].antecedent);
        QCOMPARE(one->rules()[i].consequent, four->rules()[i].consequent);
    }
}

void TestBaselines::kernelsAgree() {
    const Kernels& best = kernels();
    const Kernels& plain = baselineKernels();
    qInfo("kernels: %s", best.name);
    Random random(1, "test");
    std::vector<float> a(24);
    std::vector<float> b(24);
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] = static_cast<float>(random.normal());
        b[i] = static_cast<float>(random.normal());
    }
    const double exact = std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
    for (const Kernels* loops : {&best, &plain}) {
        QVERIFY(near(loops->dot(a.data(), b.data(), a.size()), exact));
        auto p = a;
        auto q = b;
        loops->descend(p.data(), q.data(), 0.5F, 0.25F, p.size());
        QVERIFY(near(p[13], a[13] + 0.5F * b[13] - 0.25F * a[13]));
        QVERIFY(near(q[13], b[13] + 0.5F * a[13] - 0.25F * b[13]));
        auto to = a;
        loops->addProjected(to.data(), b.data(), a.data(), to.size());
        QVERIFY(near(to[7], double(a[7]) + exact * double(b[7])));
        to = a;
        loops->addScaled(to.data(), -2, b.data(), to.size());
        QVERIFY(near(to[23], a[23] - 2 * b[23]));
    }
}

void TestBaselines::factorisationBeatsBiases() {
    const auto data = smallDemo();
    const TestSplit split = randomSplit(*data, 0.1, 1);
    const auto factors = fitMatrixFactorisation(*data, split.train);
    const auto biases = fitBias(*data, split.train);
    const double rmse = evaluateRatings(*factors, *data, split.test).rmse;
    QVERIFY2(rmse < evaluateRatings(*biases, *data, split.test).rmse,
             qPrintable(QString::number(rmse)));
}

void TestBaselines::factorisationIsRepeatable() {
    const auto data = smallDemo();
    const auto rows = allRows(*data);
    const auto a = fitMatrixFactorisation(*data, rows, {.epochs = 3});
    const auto b = fitMatrixFactorisation(*data, rows, {.epochs = 3});
    const auto c = fitMatrixFactorisation(*data, rows, {.epochs = 3, .seed = 1});
    QCOMPARE(scoresOf(*a, 1, 80), scoresOf(*b, 1, 80));
    QVERIFY(scoresOf(*a, 1, 80) != scoresOf(*c, 1, 80));
}

void TestBaselines::factorisationDivergesLoudly() {
    const auto data = smallDemo();
    const auto error = thrownBy<TrainingError>(
        [&] { fitMatrixFactorisation(*data, allRows(*data), {.learningRate = 5}); });
    QVERIFY(!error.remedy().empty());
}

void TestBaselines::factorisationOfUnseenFallsBackToBiases() {
    const auto data = threeRatings();
    const auto scorer = fitMatrixFactorisation(*data, Rows{0, 1});
    const auto scores = scoresOf(*scorer, 1, 3);
    QCOMPARE(scores[2], unknown);
    // User 1 has no training rating: no bias and no vector, so movies differ by their bias only,
    // which is as for a user without a vector: the mean is 4.
    QVERIFY(scores[0] > 4 && scores[0] < 4.6F);
    QVERIFY(near(starsOf(*scorer, 1, 3)[2], 4.0));
}

void TestBaselines::implicitAlsSolvesTheSmallestCase() {
    // One user, one movie: with x = p·q and p = q the loss (1-x)² + α x² + 2 λ (1+α) x has its
    // minimum at x = 1 / (1+α) - λ.
    const auto data = tinyDataset(1, 1, {{1, 1, 3}});
    const auto scorer = fitImplicitAls(
        *data, Rows{0},
        {.factors = 3, .sweeps = 400, .unobservedWeight = 0.25, .regularisation = 0.1});
    QVERIFY(near(scoresOf(*scorer, 0, 1)[0], 1 / 1.25 - 0.1, 1e-3));
}

void TestBaselines::implicitAlsFindsGroups() {
    // Users 1..4 rate movies 1..4, users 5..8 movies 5..8, each but one; movie 9 nobody.
    std::vector<TinyRating> ratings;
    for (int user = 1; user <= 8; ++user)
        for (int movie = 1; movie <= 8; ++movie)
            if ((user <= 4) == (movie <= 4) && user != movie)
                ratings.push_back({user, movie, 3});
    const auto data = tinyDataset(8, 9, ratings);
    const auto scorer = fitImplicitAls(*data, allRows(*data), {.factors = 2});
    for (std::size_t user = 0; user < 8; ++user) {
        const auto scores = scoresOf(*scorer, user, 9);
        for (std::size_t other = 0; other < 8; ++other)
            if ((user < 4) != (other < 4))
                QVERIFY(scores[user] > scores[other] + 0.2F);
        QCOMPARE(scores[8], unknown);
    }
}

void TestBaselines::implicitAlsDoesNotDependOnThreads() {
    const auto data = smallDemo();
    const auto rows = allRows(*data);
    const auto one = fitImplicitAls(*data, rows, {.sweeps = 3, .threads = 1});
    const auto four = fitImplicitAls(*data, rows, {.sweeps = 3, .threads = 4});
    QCOMPARE(scoresOf(*one, 5, 80), scoresOf(*four, 5, 80));
}

void TestBaselines::refusesNonsense() {
    const auto data = smallDemo();
    const auto rows = allRows(*data);
    QVERIFY_EXCEPTION_THROWN(fitBias(*data, rows, {.userRegularisation = -1}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitBias(*data, rows, {.sweeps = 0}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitAssociationRules(*data, rows, {.minimumSupport = 2}),
                             SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitMatrixFactorisation(*data, rows, {.factors = 0}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitMatrixFactorisation(*data, rows, {.learningRate = std::nan("")}),
                             SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitImplicitAls(*data, rows, {.unobservedWeight = 0}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitImplicitAls(*data, rows, {.frequencyExponent = 2}), SettingsError);
}

void TestBaselines::refusesEmptyTraining() {
    const auto data = threeRatings();
    QVERIFY_EXCEPTION_THROWN(fitPopularity(*data, {}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitBias(*data, {}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitAssociationRules(*data, {}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitMatrixFactorisation(*data, {}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(fitImplicitAls(*data, {}), SettingsError);
}

void TestBaselines::stopsAndReports() {
    const auto data = smallDemo();
    const auto rows = allRows(*data);
    using Fit = std::function<void(const std::stop_token&, const ProgressCallback&)>;
    const std::vector<Fit> fits = {
        [&](const auto& stop, const auto& progress) {
            fitPopularity(*data, rows, {}, stop, progress);
        },
        [&](const auto& stop, const auto& progress) { fitBias(*data, rows, {}, stop, progress); },
        [&](const auto& stop, const auto& progress) {
            fitAssociationRules(*data, rows, {}, stop, progress);
        },
        [&](const auto& stop, const auto& progress) {
            fitMatrixFactorisation(*data, rows, {.epochs = 10}, stop, progress);
        },
        [&](const auto& stop, const auto& progress) {
            fitImplicitAls(*data, rows, {.sweeps = 2}, stop, progress);
        },
    };
    for (const Fit& fit : fits) {
        std::uint64_t done = 0;
        std::uint64_t total = 1;
        fit({}, [&](const Progress& p) {
            QVERIFY(p.done >= done && !p.phase.empty());
            done = p.done;
            total = p.total;
        });
        QCOMPARE(done, total);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(fit(stop.get_token(), {}), Cancelled);
    }
}

QTEST_APPLESS_MAIN(TestBaselines)
#include "tst_baselines.moc"
