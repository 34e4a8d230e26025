// SPDX-License-Identifier: MIT
// Whole runs with every kind of setting: they learn, repeat, can be saved, and can be continued.
#include "core/data/demo_data.h"
#include "core/data/encoding.h"
#include "core/error.h"
#include "core/io/model_file.h"
#include "core/model/presets.h"
#include "core/model/rating_baseline.h"
#include "core/model/run_metrics.h"
#include "core/model/settings_fields.h"
#include "core/model/settings_rules.h"
#include "core/recommend/recommender.h"
#include "core/train/trainer.h"
#include "core/train/validation_split.h"
#include "tests/support/generated_movielens.h"
#include "tests/support/scores.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

using namespace towerlab;
using test::near;
using test::smallDemo;

namespace {

RunSettings base() {
    RunSettings settings;
    settings.data.sampleFraction = 1;
    settings.model.idEmbedding = 8;
    settings.model.hiddenUnits = 16;
    settings.model.l2 = 0;
    settings.train.batchSize = 128;
    settings.train.epochs = 4;
    settings.train.learningRate = 0.01;
    settings.train.threads = 1;
    return settings;
}

RunSettings ranking(Objective objective) {
    RunSettings settings = base();
    settings.train.objective = objective;
    settings.model.vectorActivation = Activation::Linear;
    settings.train.temperature = 0.2;
    settings.model.normalise = Switch::On;
    return settings;
}

std::vector<float> predictions(const TrainedModel& model) {
    std::vector<std::int32_t> users;
    std::vector<std::int32_t> movies;
    for (std::int32_t i = 0; i < 60; ++i) {
        users.push_back(i);
        movies.push_back((i * 7) % 60);
    }
    return model.predict(users, movies);
}

/// Every objective, optimiser and input at least once.
std::vector<std::pair<QString, RunSettings>> allKinds() {
    std::vector<std::pair<QString, RunSettings>> kinds;
    const auto add = [&](const QString& name, RunSettings settings) {
        kinds.emplace_back(name, settings);
    };
    add("seed", base());
    for (const auto& [name, objective] :
         {std::pair{"sampled cross-entropy", Objective::SampledCrossEntropy},
          std::pair{"sampled softmax", Objective::SampledSoftmax},
          std::pair{"in-batch softmax", Objective::InBatchSoftmax},
          std::pair{"catalogue softmax", Objective::CatalogueSoftmax},
          std::pair{"bpr", Objective::Bpr}, std::pair{"max-margin", Objective::MaxMargin}})
        add(name, ranking(objective));
    RunSettings s = ranking(Objective::InBatchSoftmax);
    s.model.userHistory = History::Recent;
    s.train.learnTemperature = Switch::On;
    add("in-batch softmax, recent history", s);
    s = ranking(Objective::CatalogueSoftmax);
    s.model.userHistory = History::Recent;
    s.model.biases = Switch::On;
    s.data.holdOut = HoldOut::LastOfUser;
    s.data.validationFraction = 0.5;
    add("catalogue softmax, recent history", s);
    s = base();
    s.train.objective = Objective::BinaryCrossEntropy;
    s.train.optimiser = Optimiser::Adagrad;
    s.model.movieGenres = MovieGenres::All;
    s.model.movieYear = Switch::On;
    s.model.titleBuckets = 64;
    add("cross-entropy, adagrad, bags", s);
    s = base();
    s.train.optimiser = Optimiser::AdamW;
    s.train.weightDecay = 1e-3;
    s.model.dropout = 0.2;
    s.train.averaging = 0.9;
    s.train.clipNorm = 1;
    add("adamw, dropout, averaging, clipping", s);
    s = base();
    s.train.optimiser = Optimiser::Adam;
    s.train.schedule = Schedule::Cosine;
    s.train.warmup = 0.1;
    s.train.embeddingL2 = 1e-4;
    s.model.hiddenLayers = 2;
    s.model.activation = Activation::Gelu;
    s.model.vectorActivation = Activation::Tanh;
    add("adam, cosine, two layers", s);
    s = base();
    s.train.optimiser = Optimiser::Sgd;
    s.train.learningRate = 0.5;
    s.model.biases = Switch::On;
    add("sgd, biases", s);
    s = preset("best-rating").settings;
    s.model.historyEmbedding = 8;
    s.model.vectorSize = 8;
    s.train.threads = 1;
    s.train.epochs = 6;
    add("histories of both sides, linear output", s);
    return kinds;
}

void addKinds() {
    QTest::addColumn<int>("kind");
    const auto kinds = allKinds();
    for (std::size_t i = 0; i < kinds.size(); ++i)
        QTest::newRow(qPrintable(kinds[i].first)) << static_cast<int>(i);
}

RunSettings kind(int index) { return allKinds().at(static_cast<std::size_t>(index)).second; }

} // namespace

class TestTrainingOptions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void learns_data() { addKinds(); }
    void learns();
    void continuedRunEqualsAWholeOne_data() { addKinds(); }
    void continuedRunEqualsAWholeOne();
    void presetsTrain_data();
    void presetsTrain();
    void earlyStoppingEndsTheRunAndKeepsTheBest();
    void otherRunsAreNotContinued();
    void changedDataAreNotContinued();
    void foldedInUserGetsTheirOwnVector();
    void foldedInUsersBiasIsTheirDeviation();
    void lastOfUserIsHeldOut();
    void withoutPositivesTheReasonIsTold();
    void engineUsedIsTold();
    void rulesNameSettings();
};

void TestTrainingOptions::learns() {
    QFETCH(int, kind);
    const RunSettings settings = ::kind(kind);
    const TrainedModel model = Trainer(smallDemo(), settings).run();
    const auto& epochs = model.record().epochs;
    QCOMPARE(static_cast<int>(epochs.size()), settings.train.epochs);
    QVERIFY2(epochs.back().trainLoss < epochs.front().trainLoss,
             qPrintable(QStringLiteral("%1, then %2")
                            .arg(epochs.front().trainLoss)
                            .arg(epochs.back().trainLoss)));
    QVERIFY(epochs.back().scoreSpread > 1e-3);
    QCOMPARE(epochs.back().validationRmse.has_value(),
             settings.train.objective == Objective::MeanSquaredError);
    QCOMPARE(epochs.back().validationNdcg.has_value(), isRanking(settings.train.objective));
    if (isRanking(settings.train.objective)) // 100 movies: chance is 0.1
        QVERIFY2(epochs.back().validationHitRate.value() > 0.13,
                 qPrintable(QString::number(*epochs.back().validationHitRate)));
    const TrainedModel again = Trainer(smallDemo(), settings).run();
    QCOMPARE(predictions(again), predictions(model));
    QCOMPARE(again.record().epochs.back().trainLoss, epochs.back().trainLoss);

    // Vectors and biases say the same as the net.
    const Recommender recommender(model, smallDemo());
    const auto best = recommender.recommend(3, {.count = 5});
    QCOMPARE(best.size(), std::size_t{5});
    for (const Recommendation& r : best) {
        const float net =
            model.predict(std::array{recommender.encoding().userIndex(3)},
                          std::array{recommender.encoding().movieIndex(r.movieRow)})[0];
        QVERIFY2(std::abs(net - r.score) < 1e-4F * std::max(1.0F, std::abs(net)),
                 qPrintable(QStringLiteral("%1, %2").arg(net).arg(r.score)));
    }

    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("m.towerlab").toStdString();
    saveModel(model, file);
    const TrainedModel loaded = loadModel(file);
    QCOMPARE(predictions(loaded), predictions(model));
    QVERIFY(toJson(loaded.record()) == toJson(model.record()));
    QVERIFY(loaded.canContinue());
}

void TestTrainingOptions::continuedRunEqualsAWholeOne() {
    QFETCH(int, kind);
    const RunSettings settings = ::kind(kind);
    const TrainedModel whole = Trainer(smallDemo(), settings).run();

    // Stopped in the middle of its third epoch, saved, loaded and continued.
    std::stop_source stop;
    TrainObserver observer;
    observer.onEpoch = [&](const EpochRecord& epoch, const TrainedModel&) {
        if (epoch.epoch == 2)
            stop.request_stop();
    };
    const TrainedModel stopped = Trainer(smallDemo(), settings).run(observer, stop.get_token());
    QVERIFY(stopped.record().stoppedEarly);
    QCOMPARE(stopped.record().epochs.size(), std::size_t{2});
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("m.towerlab").toStdString();
    saveModel(stopped, file);
    const TrainedModel continued = Trainer(smallDemo(), settings).continueRun(loadModel(file));
    QVERIFY(!continued.record().stoppedEarly);
    QCOMPARE(predictions(continued), predictions(whole)); // bit for bit
    QCOMPARE(continued.record().epochs.size(), whole.record().epochs.size());
    for (std::size_t i = 0; i < whole.record().epochs.size(); ++i) {
        QCOMPARE(continued.record().epochs[i].trainLoss, whole.record().epochs[i].trainLoss);
        QCOMPARE(continued.record().epochs[i].validationLoss,
                 whole.record().epochs[i].validationLoss);
        QCOMPARE(continued.record().epochs[i].step, whole.record().epochs[i].step);
    }
}

void TestTrainingOptions::presetsTrain_data() {
    QTest::addColumn<QString>("key");
    for (const Preset& preset : presets())
        QTest::newRow(std::string(preset.key).c_str())
            << QString::fromStdString(std::string(preset.key));
}

void TestTrainingOptions::presetsTrain() {
    QFETCH(QString, key);
    RunSettings settings = preset(key.toStdString()).settings;
    settings.data.sampleFraction = 1;
    settings.train.epochs = 1;
    settings.train.threads = 1;
    const TrainedModel model = Trainer(smallDemo(), settings).run();
    QVERIFY(std::isfinite(model.record().epochs.back().trainLoss));
}

void TestTrainingOptions::earlyStoppingEndsTheRunAndKeepsTheBest() {
    RunSettings settings = base();
    settings.train.epochs = 100;
    settings.train.learningRate = 0.05; // soon learns by heart
    settings.train.patience = 3;
    settings.train.restoreBest = Switch::On;
    const TrainedModel model = Trainer(smallDemo(), settings).run();
    const RunRecord& record = model.record();
    QVERIFY(record.outOfPatience && !record.stoppedEarly);
    QVERIFY(record.epochs.size() < 100);
    QCOMPARE(record.keptEpoch, static_cast<int>(record.epochs.size()) - 3);
    const auto best = std::min_element(record.epochs.begin(), record.epochs.end(),
                                       [](const EpochRecord& a, const EpochRecord& b) {
                                           return *a.validationRmse < *b.validationRmse;
                                       });
    QCOMPARE(best->epoch, record.keptEpoch);
    settings.train.patience = 0;
    settings.train.restoreBest = Switch::Off;
    settings.train.epochs = record.keptEpoch;
    QCOMPARE(predictions(Trainer(smallDemo(), settings).run()), predictions(model));
}

void TestTrainingOptions::otherRunsAreNotContinued() {
    RunSettings settings = base();
    const TrainedModel model = Trainer(smallDemo(), settings).run();
    QVERIFY_EXCEPTION_THROWN(Trainer(smallDemo(), settings).continueRun(model),
                             SettingsError); // done
    settings.train.epochs = 6;
    QCOMPARE(Trainer(smallDemo(), settings).continueRun(model).record().epochs.size(),
             std::size_t{6});
    settings.train.learningRate *= 2;
    QVERIFY_EXCEPTION_THROWN(Trainer(smallDemo(), settings).continueRun(model), SettingsError);
}

void TestTrainingOptions::changedDataAreNotContinued() {
    RunSettings settings = base();
    const TrainedModel model = Trainer(smallDemo(), settings).run();
    settings.train.epochs = 6;
    const auto refuses = [&](const std::shared_ptr<const Dataset>& changed) {
        QCOMPARE(changed->name(), smallDemo()->name());
        QVERIFY_EXCEPTION_THROWN(Trainer(changed, settings).continueRun(model), SettingsError);
    };
    DemoSettings other{.users = 150, .movies = 100, .ratings = 3900};
    refuses(makeDemoData(other));
    other = {.users = 160, .movies = 100, .ratings = 4000};
    refuses(makeDemoData(other));
}

void TestTrainingOptions::foldedInUserGetsTheirOwnVector() {
    RunSettings settings = preset("best-rating").settings;
    settings.train.epochs = 3;
    settings.train.threads = 1;
    settings.data.validationFraction = 0;
    const TrainedModel model = Trainer(smallDemo(), settings).run();
    const Recommender recommender(model, smallDemo());
    const std::size_t row = 5;
    const auto index = static_cast<std::size_t>(recommender.encoding().userIndex(row));
    NewUser user;
    for (const FeatureColumn& column : model.vocabulary().users.categories)
        user.categories.push_back(column.index[index]);
    for (const std::uint32_t rating : smallDemo()->byUser().of(row)) {
        user.movies.push_back(recommender.encoding().movieIndex(
            static_cast<std::size_t>(smallDemo()->ratings().movie[rating])));
        user.stars.push_back(smallDemo()->ratings().value[rating]);
    }
    const auto folded = model.foldIn(user);
    const auto own = recommender.userVectors().row(index);
    QCOMPARE(folded.vector.size(), own.size());
    // Without an id embedding only the rounding of the user's mean tells them apart.
    for (std::size_t d = 0; d < own.size(); ++d)
        QVERIFY2(std::abs(folded.vector[d] - own[d]) < 1e-2F * (1 + std::abs(own[d])),
                 qPrintable(QStringLiteral("%1, %2").arg(folded.vector[d]).arg(own[d])));

    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("m.towerlab").toStdString();
    saveModel(model, file);
    const auto loaded = loadModel(file).foldIn(user);
    QCOMPARE(loaded.vector, folded.vector);
    QCOMPARE(loaded.bias, folded.bias);

    // Who likes other movies gets another vector.
    for (float& stars : user.stars)
        stars = 6 - stars;
    const auto other = model.foldIn(user);
    float apart = 0;
    for (std::size_t d = 0; d < own.size(); ++d)
        apart = std::max(apart, std::abs(other.vector[d] - folded.vector[d]));
    QVERIFY(apart > 0.05F);
}

/// Where nothing else of the ratings is read, one star more for each of n movies raises the bias of
/// a linear model by n / (n + 5) of a star: 5 ratings at the mean count besides.
void TestTrainingOptions::foldedInUsersBiasIsTheirDeviation() {
    RunSettings settings = preset("best-rating").settings;
    settings.model.userHistory = History::None;
    settings.model.movieHistory = History::None;
    settings.train.epochs = 2;
    settings.train.threads = 1;
    settings.data.validationFraction = 0;
    const TrainedModel model = Trainer(smallDemo(), settings).run();
    NewUser user;
    user.movies = {1, 5, 8};
    user.stars = {3, 2, 4};
    const float before = model.foldIn(user).bias;
    user.stars = {4, 3, 5};
    const float range = 4;
    QVERIFY(near(double{model.foldIn(user).bias - before}, 3.0 / 8 / double{range}, 1e-5));
    // Of the one star given, what the mean and the movie's own deviation leave.
    const float none = model.foldIn({}).bias;
    user.movies = {1};
    user.stars = {3};
    const RatingBaseline baseline = [&] {
        std::vector<IndexedRating> ratings;
        const Encoding encoding(*smallDemo());
        const RatingColumns& columns = smallDemo()->ratings();
        for (std::size_t row = 0; row < columns.size(); ++row)
            ratings.push_back({encoding.userIndex(static_cast<std::size_t>(columns.user[row])),
                               encoding.movieIndex(static_cast<std::size_t>(columns.movie[row])),
                               columns.value[row]});
        return makeBaseline(ratings, smallDemo()->users().size(), smallDemo()->movies().size());
    }();
    const double left = 3 - baseline.mean - double{baseline.movies[1]};
    QVERIFY(near(double{model.foldIn(user).bias - none}, left / 6 / double{range}, 1e-5));
}

void TestTrainingOptions::lastOfUserIsHeldOut() {
    DataSettings settings;
    settings.sampleFraction = 1;
    settings.holdOut = HoldOut::LastOfUser;
    settings.validationFraction = 0.5;
    const Split split = makeSplit(*smallDemo(), settings, 7);
    std::set<std::int32_t> users;
    for (const std::uint32_t row : split.validation) {
        const std::int32_t user = smallDemo()->ratings().user[row];
        QVERIFY(users.insert(user).second); // one each
        for (const std::uint32_t other : smallDemo()->byUser().of(static_cast<std::size_t>(user)))
            QVERIFY(smallDemo()->ratings().timestamp[other] <=
                    smallDemo()->ratings().timestamp[row]);
    }
    QCOMPARE(users.size(), smallDemo()->users().size() / 2);
    QCOMPARE(split.train.size() + split.validation.size(), smallDemo()->ratings().size());
}

void TestTrainingOptions::withoutPositivesTheReasonIsTold() {
    RunSettings settings = ranking(Objective::Bpr);
    settings.data.likeThreshold = 5;
    settings.data.sampleFraction = 0.001; // 4 ratings
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < smallDemo()->ratings().size(); ++row)
        if (smallDemo()->ratings().value[row] < 5)
            rows.push_back(row);
    try {
        Trainer(smallDemo(), settings, rows).run();
        QFAIL("it trained");
    } catch (const SettingsError& error) {
        QVERIFY(QString::fromUtf8(error.what()).contains("Liked from"));
    }
}

void TestTrainingOptions::engineUsedIsTold() {
    RunSettings settings = base();
    settings.train.epochs = 1;
    QVERIFY(Trainer(smallDemo(), settings).run().record().engine == Engine::Fast);
    settings.model.dropout = 0.1;
    QVERIFY(!whyNotFast(settings).empty());
    QVERIFY(Trainer(smallDemo(), settings).run().record().engine == Engine::Autograd);
}

void TestTrainingOptions::rulesNameSettings() {
    // A setting that is said to be idle makes no difference.
    const std::vector<float> plain = predictions(Trainer(smallDemo(), base()).run());
    for (const SettingField& field : settingFields()) {
        if (whyNotUsed(field.key, base()).empty())
            continue;
        RunSettings changed = base();
        const double value = field.get(changed);
        field.set(changed, value == field.maximum ? field.minimum : field.maximum);
        QVERIFY2(predictions(Trainer(smallDemo(), changed).run()) == plain, field.key.data());
    }
}

QTEST_GUILESS_MAIN(TestTrainingOptions)
#include "tst_training_options.moc"
