// SPDX-License-Identifier: MIT
// The figures that a run shows after its last epoch, against the same worked out here from what the
// model predicts for the ratings held out.
#include "core/data/encoding.h"
#include "core/data/random.h"
#include "core/train/negative_sampler.h"
#include "core/train/train_batches.h"
#include "core/train/trainer.h"
#include "core/train/validation_split.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/scores.h"
#include "tests/support/tiny_dataset.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace towerlab;
using namespace towerlab::test;

namespace {

/// The ratings that a run held out, and what its model says of them.
struct HeldOut {
    std::vector<std::int32_t> users; ///< vocabulary indices
    std::vector<std::int32_t> movies;
    std::vector<double> stars;
    std::vector<double> outputs;
};

HeldOut heldOut(const TrainedModel& model, const Dataset& data, double starsFrom = 0) {
    const RunSettings& settings = model.record().settings;
    const Split split = makeSplit(data, settings.data, settings.train.seed);
    const Encoding encoding(data);
    HeldOut result;
    for (const std::uint32_t row : split.validation) {
        const RatingColumns& ratings = data.ratings();
        if (double{ratings.value[row]} < starsFrom)
            continue;
        result.users.push_back(encoding.userIndex(static_cast<std::size_t>(ratings.user[row])));
        result.movies.push_back(encoding.movieIndex(static_cast<std::size_t>(ratings.movie[row])));
        result.stars.push_back(double{ratings.value[row]});
    }
    for (const float output : model.predict(result.users, result.movies))
        result.outputs.push_back(double{output});
    return result;
}

double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

RunSettings settingsOf(Objective objective) {
    RunSettings settings;
    settings.data.sampleFraction = 1;
    settings.data.validationFraction = 0.2;
    settings.train.objective = objective;
    settings.train.epochs = 3;
    settings.train.batchSize = 64;
    settings.train.threads = 1;
    return settings;
}

RunSettings rankingSettings() {
    RunSettings settings = settingsOf(Objective::InBatchSoftmax);
    settings.model.vectorActivation = Activation::Linear;
    settings.model.l2 = 0;
    return settings;
}

double outputFor(const TrainedModel& model, std::int32_t user, std::int32_t movie) {
    return double{model.predict(std::array{user}, std::array{movie}).front()};
}

} // namespace

class TestValidationFigures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void errorsOfStars();
    void nothingIsDroppedFromHistories();
    void likesAndDislikes();
    void ranksAgainstTheOneMovieNotRated();
    void ranksAgainstMoviesDrawn();
};

void TestValidationFigures::errorsOfStars() {
    const auto data = smallDemo();
    const TrainedModel model = Trainer(data, settingsOf(Objective::MeanSquaredError)).run();
    const HeldOut held = heldOut(model, *data);
    QCOMPARE(held.stars.size(), std::size_t(std::llround(0.2 * double(data->ratings().size()))));
    std::vector<double> squares;
    std::vector<double> distances;
    std::vector<double> losses;
    std::vector<double> outputSquares;
    for (std::size_t i = 0; i < held.stars.size(); ++i) {
        const double error = 1 + 4 * held.outputs[i] - held.stars[i]; // the demo's stars are 1 to 5
        squares.push_back(error * error);
        distances.push_back(std::abs(error));
        losses.push_back(error * error / 16);
        outputSquares.push_back(held.outputs[i] * held.outputs[i]);
    }
    const EpochRecord& last = model.record().epochs.back();
    QVERIFY(near(last.validationRmse.value(), std::sqrt(mean(squares))));
    QVERIFY(near(last.validationMae.value(), mean(distances)));
    QVERIFY(near(last.validationLoss.value(), mean(losses) + last.penalty));
    const double middle = mean(held.outputs);
    QVERIFY(near(last.scoreSpread, std::sqrt(mean(outputSquares) - middle * middle)));
    QVERIFY(last.penalty > 0 && last.scoreSpread > 1e-3); // there was something to be measured
    QVERIFY(!last.validationHitRate && !last.validationAuc);
}

/// In training a part of each history is left out at random; a figure is of the whole.
void TestValidationFigures::nothingIsDroppedFromHistories() {
    const auto data = smallDemo();
    RunSettings settings = settingsOf(Objective::MeanSquaredError);
    settings.model.userHistory = History::Rated;
    settings.model.movieHistory = History::Rated;
    settings.model.historyDropout = 0.5;
    const TrainedModel model = Trainer(data, settings).run();
    const HeldOut held = heldOut(model, *data);
    std::vector<double> squares;
    for (std::size_t i = 0; i < held.stars.size(); ++i) {
        const double error = 1 + 4 * held.outputs[i] - held.stars[i];
        squares.push_back(error * error);
    }
    QVERIFY(near(model.record().epochs.back().validationRmse.value(), std::sqrt(mean(squares))));
}

void TestValidationFigures::likesAndDislikes() {
    const auto data = smallDemo();
    const TrainedModel model = Trainer(data, settingsOf(Objective::BinaryCrossEntropy)).run();
    const HeldOut held = heldOut(model, *data);
    std::vector<double> right;
    std::vector<double> losses;
    std::vector<double> likes;
    std::vector<double> dislikes;
    for (std::size_t i = 0; i < held.stars.size(); ++i) {
        const double chance = held.outputs[i];
        const bool liked = held.stars[i] >= 4;
        right.push_back((chance >= 0.5) == liked ? 1 : 0);
        losses.push_back(-std::log(liked ? chance : 1 - chance));
        (liked ? likes : dislikes).push_back(chance);
    }
    double above = 0; // pairs of a like and a dislike in the right order
    for (const double like : likes)
        for (const double dislike : dislikes)
            above += like > dislike ? 1 : like < dislike ? 0 : 0.5;
    const EpochRecord& last = model.record().epochs.back();
    QVERIFY(near(last.validationAccuracy.value(), mean(right)));
    QVERIFY(near(last.validationAuc.value(),
                 above / static_cast<double>(likes.size() * dislikes.size())));
    QVERIFY(near(last.validationLoss.value(), mean(losses) + last.penalty));
    QVERIFY(!last.validationRmse && !last.validationMae);
}

void TestValidationFigures::ranksAgainstTheOneMovieNotRated() {
    // Each user has rated all movies but one, so that this one is each of the 99 to be ranked with:
    // the movie held out is the first or the last.
    constexpr std::int32_t users = 120;
    constexpr std::int32_t movies = 4;
    std::vector<TinyRating> ratings;
    for (std::int32_t user = 1; user <= users; ++user)
        for (std::int32_t movie = 1; movie <= movies; ++movie)
            if (movie != user % movies + 1)
                ratings.push_back({user, movie, (user * 7 + movie * 3) % 5 < 3 ? 5.0F : 2.0F, 0});
    const auto data = tinyDataset(users, movies, ratings);
    const TrainedModel model = Trainer(data, rankingSettings()).run();
    const HeldOut held = heldOut(model, *data, 4);
    const Encoding encoding(*data);
    std::vector<double> first;
    for (std::size_t i = 0; i < held.users.size(); ++i) {
        const std::int32_t user = encoding.userRow(static_cast<std::size_t>(held.users[i])) + 1;
        const std::int32_t other =
            encoding.movieIndex(static_cast<std::size_t>(user % movies)); // row of that movie
        first.push_back(held.outputs[i] > outputFor(model, held.users[i], other) ? 1 : 0);
    }
    QVERIFY(mean(first) > 0 && mean(first) < 1); // else it does not tell
    const EpochRecord& last = model.record().epochs.back();
    QVERIFY(near(last.validationHitRate.value(), mean(first)));
    QVERIFY(near(last.validationNdcg.value(), mean(first)));
    QVERIFY(!last.validationRmse && !last.validationAuc);
}

void TestValidationFigures::ranksAgainstMoviesDrawn() {
    const auto data = smallDemo();
    const TrainedModel model = Trainer(data, rankingSettings()).run();
    const HeldOut held = heldOut(model, *data, 4);
    // What nobody may be asked about is what they have rated anywhere in the data.
    const Encoding encoding(*data);
    std::vector<std::int32_t> users;
    std::vector<std::int32_t> movies;
    for (std::size_t row = 0; row < data->ratings().size(); ++row) {
        users.push_back(encoding.userIndex(static_cast<std::size_t>(data->ratings().user[row])));
        movies.push_back(encoding.movieIndex(static_cast<std::size_t>(data->ratings().movie[row])));
    }
    const NegativeSampler sampler(users, movies, encoding.vocabulary().userCount(),
                                  encoding.vocabulary().movieCount(), NegativeSampling::Uniform);
    // All likes held out are asked about, in their order, so that the draws are these.
    QVERIFY(held.users.size() < 2000);
    Random random(model.record().settings.train.seed, "validation cases");
    (void)randomOrder(held.users.size(), random);
    std::vector<double> hits;
    std::vector<double> ndcg;
    for (std::size_t i = 0; i < held.users.size(); ++i) {
        int better = 0;
        for (int drawn = 0; drawn < 99; ++drawn)
            better += outputFor(model, held.users[i], sampler.draw(held.users[i], random)) >
                      held.outputs[i];
        hits.push_back(better < 10 ? 1 : 0);
        ndcg.push_back(better < 10 ? 1 / std::log2(better + 2.0) : 0);
    }
    QVERIFY(mean(ndcg) > 0 && mean(ndcg) < mean(hits) && mean(hits) < 1);
    const EpochRecord& last = model.record().epochs.back();
    // A near tie may fall the other way where it is worked out pair by pair: one case in 500.
    QVERIFY(near(last.validationHitRate.value(), mean(hits), 0.002));
    QVERIFY(near(last.validationNdcg.value(), mean(ndcg), 0.002));
}

QTEST_GUILESS_MAIN(TestValidationFigures)
#include "tst_validation_figures.moc"
