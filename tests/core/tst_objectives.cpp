// SPDX-License-Identifier: MIT
// Objectives worked out by hand, on a net whose vectors are its embeddings.
#include "core/data/random.h"
#include "core/train/hidden_part.h"
#include "core/train/negative_sampler.h"
#include "core/train/objective.h"
#include "core/train/optimiser.h"

#include <torch/types.h>

#include <QtTest>

#include <cmath>
#include <map>
#include <memory>
#include <set>

using namespace towerlab;

namespace {

constexpr std::int64_t users = 2;
constexpr std::int64_t movies = 4;

RunSettings plainSettings(Objective objective) {
    RunSettings settings;
    settings.model.idEmbedding = 2;
    settings.model.userFeatures = Switch::Off;
    settings.model.movieGenres = MovieGenres::None;
    settings.model.hiddenLayers = 0;
    settings.model.vectorSize = 2;
    settings.model.vectorActivation = Activation::Linear;
    settings.model.l2 = 0;
    settings.train.objective = objective;
    settings.train.temperature = 0.5;
    settings.train.logQ = Switch::Off;
    settings.train.hitRemoval = HitRemoval::None;
    return settings;
}

/// Users (1, 0) and (0, 2); movies (1, 1), (2, 0), (0, 1), (-1, 0). User 0 has rated movies 0 and
/// 1, user 1 movies 0, 2 and 3. Logits are twice the dot products.
struct Case {
    explicit Case(const RunSettings& itsSettings)
        : settings(itsSettings),
          net(std::make_shared<TwoTowerNetImpl>(
              NetShape{{users, 2, {}, {}, 0, 0}, {movies, 2, {}, {}, 0, 0}, settings.model})),
          sampler(ratingUsers, ratingMovies, users, movies, settings.train.negativeSampling),
          objective(inputs, &sampler, nullptr, settings) {
        inputs.users.columns = torch::arange(users).reshape({1, users});
        inputs.movies.columns = torch::arange(movies).reshape({1, movies});
        const torch::NoGradGuard noGrad;
        net->to(torch::kFloat64);
        startMatch(*net, settings, {}, {}, 0.5);
        net->match->bias.zero_();
        const auto set = [](torch::Tensor weights, std::vector<double> values) {
            weights.copy_(torch::tensor(values, torch::kFloat64).reshape(weights.sizes()));
        };
        for (Tower* tower : {&net->userTower, &net->movieTower}) {
            set((*tower)->output->weight, {1, 0, 0, 1});
            (*tower)->output->bias.zero_();
        }
        set(net->userTower->embeddings[0]->weight, {1, 0, 0, 2});
        set(net->movieTower->embeddings[0]->weight, {1, 1, 2, 0, 0, 1, -1, 0});
    }

    double loss(std::vector<std::int64_t> batchUsers, std::vector<std::int64_t> batchMovies) {
        const auto count = static_cast<std::int64_t>(batchUsers.size());
        Random random(1, "test");
        return objective
            .loss(*net,
                  {torch::tensor(batchUsers),
                   torch::tensor(batchMovies),
                   torch::ones({count}),
                   {},
                   {}},
                  random)
            .item<double>();
    }

    std::vector<std::int32_t> ratingUsers = {0, 0, 1, 1, 1};
    std::vector<std::int32_t> ratingMovies = {0, 1, 0, 2, 3};
    RunSettings settings;
    NetInputs inputs;
    std::shared_ptr<TwoTowerNetImpl> net;
    NegativeSampler sampler;
    BatchObjective objective;
};

void compare(double actual, double expected) {
    QVERIFY2(std::abs(actual - expected) < 1e-9,
             qPrintable(
                 QStringLiteral("%1 is not %2").arg(actual, 0, 'g', 12).arg(expected, 0, 'g', 12)));
}

double softmaxLoss(double positive, std::initializer_list<double> all) {
    double sum = 0;
    for (const double logit : all)
        sum += std::exp(logit);
    return std::log(sum) - positive;
}

} // namespace

class TestObjectives : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void linearMatchStartsInStars();
    void sigmoidMatchStartsAtTheMean();
    void targetsAreSharesOfTheScaleOrLikes();
    void inBatchSoftmax();
    void logQIsSubtracted();
    void accidentalHitsAreTakenOut();
    void sampledSoftmaxIsThatOfDssm();
    void bprComparesWithNegatives();
    void maxMarginStopsAtTheMargin();
    void sampledCrossEntropyCountsNegativesAsNo();
    void negativesAreNotRated();
    void popularNegativesComeByTheirShare();
    void aUserWhoHasRatedAllStillGetsNegatives();
    void cataloguePartsPastFromFuture();
    void catalogueLossIsOverAllMovies();
    void learningRateFollowsItsSchedule();
    void embeddingPenaltyIsOfTheBatch();
    void ratingsOfTheBatchAreLeftOutOfHistories_data();
    void ratingsOfTheBatchAreLeftOutOfHistories();
};

void TestObjectives::inBatchSoftmax() {
    Case c(plainSettings(Objective::InBatchSoftmax));
    // Logits: user 0 with movies 1 and 2: 4, 0; user 1: 0, 4.
    compare(c.loss({0, 1}, {1, 2}), softmaxLoss(4, {4, 0}));
}

void TestObjectives::logQIsSubtracted() {
    RunSettings settings = plainSettings(Objective::InBatchSoftmax);
    settings.train.logQ = Switch::On;
    Case c(settings);
    // Movie 0 has 2 of 5 ratings, movie 1 one. User 0: 2 - ln 0.4 and 4 - ln 0.2; user 1: 4 and 0.
    const double a = -std::log(double{0.4F});
    const double b = -std::log(double{0.2F});
    const double expected =
        (softmaxLoss(4 + b, {4 + b, 2 + a}) + softmaxLoss(4 + a, {4 + a, 0 + b})) / 2;
    QVERIFY(std::abs(c.loss({0, 1}, {1, 0}) - expected) < 1e-6); // ln q is kept in single precision
}

void TestObjectives::accidentalHitsAreTakenOut() {
    RunSettings settings = plainSettings(Objective::InBatchSoftmax);
    settings.train.hitRemoval = HitRemoval::SameMovie;
    // Movie 1 twice: for user 0's first row the other one is no negative; movie 0 is.
    const double first = softmaxLoss(4, {4, 2});
    const double last = softmaxLoss(2, {2, 4, 4});
    compare(Case(settings).loss({0, 0, 0}, {1, 1, 0}), (2 * first + last) / 3);
    settings.train.hitRemoval = HitRemoval::AllRated; // user 0 has rated both
    compare(Case(settings).loss({0, 0, 0}, {1, 1, 0}), 0);
}

void TestObjectives::sampledSoftmaxIsThatOfDssm() {
    RunSettings settings = plainSettings(Objective::SampledSoftmax);
    settings.train.negatives = 2;
    // The only movie that user 1 has not rated is movie 1, with logit 0.
    compare(Case(settings).loss({1}, {2}), softmaxLoss(4, {4, 0, 0}));
}

void TestObjectives::bprComparesWithNegatives() {
    RunSettings settings = plainSettings(Objective::Bpr);
    settings.train.negatives = 3;
    compare(Case(settings).loss({1}, {2}), std::log(1 + std::exp(0.0 - 4.0)));
}

void TestObjectives::maxMarginStopsAtTheMargin() {
    RunSettings settings = plainSettings(Objective::MaxMargin);
    settings.train.margin = 1;
    compare(Case(settings).loss({1}, {2}), 0); // 4 is ahead of 0 by more than 1
    settings.train.margin = 6;
    compare(Case(settings).loss({1}, {2}), 2);
}

void TestObjectives::sampledCrossEntropyCountsNegativesAsNo() {
    RunSettings settings = plainSettings(Objective::SampledCrossEntropy);
    settings.train.negatives = 2;
    const double positive = std::log(1 + std::exp(-4.0));
    const double negative = std::log(2.0);
    compare(Case(settings).loss({1}, {2}), (positive + 2 * negative) / 3);
}

void TestObjectives::negativesAreNotRated() {
    const Case c(plainSettings(Objective::Bpr));
    Random random(3, "test");
    std::set<std::int32_t> seen;
    for (int i = 0; i < 200; ++i)
        seen.insert(c.sampler.draw(0, random));
    QCOMPARE(seen, (std::set<std::int32_t>{2, 3}));
    for (int i = 0; i < 50; ++i)
        QCOMPARE(c.sampler.draw(1, random), 1);
}

void TestObjectives::popularNegativesComeByTheirShare() {
    // User 1 has rated movie 3; of the others, 0 to 2, there are 6, 3 and 1 ratings.
    std::vector<std::int32_t> by(11, 0);
    by.back() = 1;
    const std::vector<std::int32_t> of = {0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3};
    const NegativeSampler sampler(by, of, 2, 4, NegativeSampling::Popularity);
    Random random(3, "test");
    std::map<std::int32_t, int> count;
    constexpr int draws = 20000;
    for (int i = 0; i < draws; ++i)
        ++count[sampler.draw(1, random)];
    QCOMPARE(count.count(3), std::size_t{0});
    QVERIFY(std::abs(count[0] / double{draws} - 0.6) < 0.02);
    QVERIFY(std::abs(count[1] / double{draws} - 0.3) < 0.02);
    QVERIFY(std::abs(count[2] / double{draws} - 0.1) < 0.02);
}

void TestObjectives::aUserWhoHasRatedAllStillGetsNegatives() {
    const std::vector<std::int32_t> by = {0, 0};
    const std::vector<std::int32_t> of = {0, 1};
    const NegativeSampler sampler(by, of, 1, 2, NegativeSampling::Uniform);
    Random random(3, "test");
    const std::int32_t movie = sampler.draw(0, random);
    QVERIFY(movie == 0 || movie == 1);
}

void TestObjectives::cataloguePartsPastFromFuture() {
    // User 0's ratings carry times, newest first in the file; user 1's do not.
    std::vector<IndexedRating> ratings;
    for (std::int32_t i = 0; i < 10; ++i)
        ratings.push_back({0, i, 4, 100 - i});
    for (std::int32_t i = 0; i < 10; ++i)
        ratings.push_back({1, 10 + i, 4, 0});
    const EntityHistory history = makeHistory(ratings, Side::User, 2, History::Recent, {});
    QCOMPARE(history.rows.column.front(), 9); // the oldest
    Random random(5, "test");
    for (int round = 0; round < 50; ++round) {
        const HiddenPart part = hidePart(history, torch::tensor({0, 1}, torch::kInt64), random);
        std::array<std::set<std::int32_t>, 2> seen;
        for (std::size_t user = 0; user < 2; ++user)
            for (std::size_t k = part.seen->rows.start[user]; k < part.seen->rows.start[user + 1];
                 ++k)
                seen[user].insert(part.seen->rows.column[k]);
        std::array<double, 2> weight{};
        for (std::int64_t i = 0; i < part.rows.numel(); ++i) {
            const auto user = static_cast<std::size_t>(part.rows[i].item<std::int64_t>());
            const auto movie = static_cast<std::int32_t>(part.movies[i].item<std::int64_t>());
            QVERIFY(!seen[user].contains(movie));
            if (user == 0)
                QVERIFY(movie < *seen[0].begin()); // later than all that is seen
            weight[user] += part.weights[i].item<double>();
        }
        for (std::size_t user = 0; user < 2; ++user) {
            QVERIFY(!seen[user].empty());
            QVERIFY(std::abs(weight[user] - 1) < 1e-5);
        }
        // The channels by recency add to 1 for who has times, and are 0 for who has not.
        for (std::size_t channel = 1; channel < part.seen->channels.size(); ++channel) {
            double sums[2] = {};
            for (std::size_t user = 0; user < 2; ++user)
                for (std::size_t k = part.seen->rows.start[user];
                     k < part.seen->rows.start[user + 1]; ++k)
                    sums[user] += double{part.seen->channels[channel].weights[k]};
            QVERIFY(std::abs(sums[0] - 1) < 1e-5);
            QCOMPARE(sums[1], 0.0);
        }
    }
}

void TestObjectives::catalogueLossIsOverAllMovies() {
    const RunSettings settings = plainSettings(Objective::CatalogueSoftmax);
    Case c(settings);
    // One movie of the two is hidden: with one rating seen, whichever.
    const std::vector<IndexedRating> ratings = {{1, 2, 4, 10}, {1, 0, 4, 20}};
    const EntityHistory sequences = makeHistory(ratings, Side::User, 2, History::None, {});
    const BatchObjective objective(c.inputs, &c.sampler, &sequences, c.settings);
    Random random(1, "test");
    const double loss =
        objective
            .loss(*c.net, {torch::tensor({1}), torch::tensor({0}), torch::ones({1}), {}, {}},
                  random)
            .item<double>();
    compare(loss, softmaxLoss(4, {4, 0, 4, 0})); // the later one, movie 0, has logit 4
}

void TestObjectives::learningRateFollowsItsSchedule() {
    TrainSettings settings;
    QCOMPARE(rateFactor(0, 100, settings), 1.0);
    QCOMPARE(rateFactor(99, 100, settings), 1.0);
    settings.warmup = 0.1;
    QCOMPARE(rateFactor(0, 100, settings), 0.1);
    QCOMPARE(rateFactor(4, 100, settings), 0.5);
    QCOMPARE(rateFactor(50, 100, settings), 1.0);
    settings.warmup = 0;
    settings.schedule = Schedule::Linear;
    QCOMPARE(rateFactor(0, 100, settings), 1.0);
    QCOMPARE(rateFactor(25, 100, settings), 0.75);
    settings.schedule = Schedule::Cosine;
    QCOMPARE(rateFactor(0, 100, settings), 1.0);
    compare(rateFactor(50, 100, settings), 0.5);
    QVERIFY(rateFactor(99, 100, settings) < 0.001);
}

void TestObjectives::embeddingPenaltyIsOfTheBatch() {
    RunSettings settings = plainSettings(Objective::MeanSquaredError);
    settings.train.embeddingL2 = 0.1;
    Case c(settings);
    // Users (1, 0) and (0, 2): 1 and 4; movies (1, 1) and (2, 0): 2 and 4.
    const torch::Tensor penalty = c.objective.embeddingPenalty(
        *c.net, {torch::tensor({0, 1}), torch::tensor({0, 1}), torch::ones({2}), {}, {}});
    compare(penalty.item<double>(), 0.1 * (1 + 4 + 2 + 4) / 2);
}

void TestObjectives::ratingsOfTheBatchAreLeftOutOfHistories_data() {
    QTest::addColumn<int>("history");
    for (const auto& [name, history] :
         {std::pair{"rated", History::Rated}, std::pair{"stars", History::Stars},
          std::pair{"both", History::Both}})
        QTest::newRow(name) << static_cast<int>(history);
}

void TestObjectives::ratingsOfTheBatchAreLeftOutOfHistories() {
    QFETCH(int, history);
    const auto kind = static_cast<History>(history);
    std::vector<IndexedRating> all;
    Random random(2, "test");
    for (std::int32_t user = 0; user < 5; ++user)
        for (std::int32_t movie = 0; movie < 6; ++movie)
            all.push_back({user, movie, 1 + static_cast<float>(random.below(5)), 0});
    const RatingBaseline baseline = makeBaseline(all, 5, 6);
    const std::vector<std::int64_t> batch = {14, 2, 15, 3, 28, 12}; // users 2, 0, 2, 0, 4, 2
    std::vector<IndexedRating> others;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (std::find(batch.begin(), batch.end(), static_cast<std::int64_t>(i)) == batch.end())
            others.push_back(all[i]);

    Examples examples;
    for (const IndexedRating& rating : all) {
        examples.users.push_back(rating.user);
        examples.movies.push_back(rating.movie);
        examples.targets.push_back(0);
        examples.stars.push_back(rating.stars);
    }
    const auto full = [&](Side side, std::size_t groups, std::vector<std::uint32_t>& slots) {
        return std::make_shared<const EntityHistory>(
            makeHistory(all, side, groups, kind, baseline, &slots));
    };
    NetInputs inputs;
    inputs.users.history = full(Side::User, 5, examples.userSlots);
    inputs.movies.history = full(Side::Movie, 6, examples.movieSlots);
    NetInputs without;
    without.users.history =
        std::make_shared<const EntityHistory>(makeHistory(others, Side::User, 5, kind, baseline));
    without.movies.history =
        std::make_shared<const EntityHistory>(makeHistory(others, Side::Movie, 6, kind, baseline));

    ModelSettings settings;
    settings.idEmbedding = 0;
    settings.userHistory = settings.movieHistory = kind;
    settings.historyEmbedding = 3;
    const std::size_t channels = channelCount(kind);
    TwoTowerNetImpl net({{5, 0, {}, {}, 6, channels}, {6, 0, {}, {}, 5, channels}, settings});
    net.initialise(1);
    BatchMaker maker(examples, &inputs);
    const Batch made = maker.make(batch);
    const auto same = [](const torch::Tensor& a, const torch::Tensor& b) {
        return torch::allclose(a, b, 1e-5, 1e-6);
    };
    QVERIFY(same(net.userTower->historyOf(inputs.users, made.users, made.ofUsers),
                 net.userTower->historyOf(without.users, made.users)));
    QVERIFY(same(net.movieTower->historyOf(inputs.movies, made.movies, made.ofMovies),
                 net.movieTower->historyOf(without.movies, made.movies)));
    QVERIFY(!same(net.userTower->historyOf(inputs.users, made.users),
                  net.userTower->historyOf(without.users, made.users)));
}

void TestObjectives::targetsAreSharesOfTheScaleOrLikes() {
    Vocabulary vocabulary;
    vocabulary.minRating = 1;
    vocabulary.maxRating = 5;
    RunSettings settings;
    settings.train.objective = Objective::MeanSquaredError;
    QCOMPARE(targetOf(4, settings, vocabulary), 0.75F);
    settings.train.objective = Objective::BinaryCrossEntropy;
    settings.data.likeThreshold = 4;
    QCOMPARE(targetOf(4, settings, vocabulary), 1.0F);
    QCOMPARE(targetOf(3, settings, vocabulary), 0.0F);
}

/// Before the first step, a linear model of vectors that say nothing predicts the mean and both
/// deviations, with 0 to 1 for 1 to 5 stars.
void TestObjectives::linearMatchStartsInStars() {
    RunSettings settings = plainSettings(Objective::MeanSquaredError);
    settings.model.output = Output::Linear;
    settings.model.biases = Switch::On;
    TwoTowerNetImpl net({{users, 2, {}, {}, 0, 0}, {movies, 2, {}, {}, 0, 0}, settings.model});
    Vocabulary vocabulary;
    vocabulary.minRating = 1;
    vocabulary.maxRating = 5;
    startMatch(net, settings, vocabulary, {3, {1, -2}, {0.5F, 1, 2, -1}}, 0.7);
    const auto same = [](const torch::Tensor& weights, std::vector<float> wanted) {
        return torch::allclose(weights.flatten(), torch::tensor(wanted));
    };
    QVERIFY(same(net.match->weight, {0.25F}));
    QVERIFY(same(net.match->bias, {0.7F}));
    QVERIFY(same(net.userTower->bias->weight, {0.25F, -0.5F}));
    QVERIFY(same(net.movieTower->bias->weight, {0.125F, 0.25F, 0.5F, -0.25F}));
}

void TestObjectives::sigmoidMatchStartsAtTheMean() {
    RunSettings settings = plainSettings(Objective::MeanSquaredError);
    settings.model.biases = Switch::On;
    TwoTowerNetImpl net({{users, 2, {}, {}, 0, 0}, {movies, 2, {}, {}, 0, 0}, settings.model});
    const auto startsAt = [&](double mean) {
        startMatch(net, settings, {}, {}, mean);
        return torch::sigmoid(net.match->bias).item<double>();
    };
    QVERIFY(std::abs(startsAt(0.7) - 0.7) < 1e-6);
    QVERIFY(std::abs(startsAt(1) - 0.99) < 1e-6); // no infinite weight where all ratings are best
    QVERIFY(std::abs(startsAt(0) - 0.01) < 1e-6);
    QVERIFY(net.match->weight.min().item<double>() >= 0);
}

QTEST_GUILESS_MAIN(TestObjectives)
#include "tst_objectives.moc"
