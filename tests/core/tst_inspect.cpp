// SPDX-License-Identifier: MIT
// One rating's journey, forward and back, against numbers worked out by hand and against LibTorch.
//
// The seed's model with two dimensions, its one weight and the numbers of tst_seed_step: a user
// whose inputs are x_u = (0.5, -0.2, 0.2, 0.1, 0.3), and a movie with x_m = (0.3, 0.4, 0.25).
//   h_u = relu(H_u x_u + c_u) = (0.48, 0.15), u = relu(O_u h_u + d_u) = (0.359, 0.334)
//   h_m = (0.355, 0.41), v = (0.477, 0.348)
//   u v = (0.171243, 0.116232), their sum 0.287475, z = 1.5 * 0.287475 - 0.25 = 0.1812125
//   p = 1 / (1 + exp(-z)) = 0.545179559: 1 + 4 p = 3.180718 stars
//
// A softmax in a batch of two: u = (1, 0) and (0, 2), v = (2, 0) and (0, 1), logits 2 u.v: 4 and 0
// for the first user, 0 and 4 for the second.
//   q = e^4 / (e^4 + 1) = 0.982013790, loss = -ln q = 0.018149928
//   dL/dlogit = (q - 1) / 2 = -0.008993105 of the positive, +0.008993105 of the other
//   dL/du of the first = 2 (-0.008993105 (2, 0) + 0.008993105 (0, 1)) = (-0.03597242, 0.01798621)
#include "core/data/demo_data.h"
#include "core/error.h"
#include "core/inspect/journey.h"
#include "core/inspect/net_health.h"
#include "core/inspect/run_copy.h"
#include "core/inspect/step_story.h"
#include "core/io/model_file.h"
#include "core/io/model_parts.h"
#include "core/model/presets.h"
#include "core/model/trained_model_contents.h"
#include "core/train/trainer.h"
#include "tests/support/quick_model.h"
#include "tests/support/tiny_dataset.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

using namespace towerlab;

namespace {

using Literals = std::vector<double>;

void compareNumbers(const std::vector<float>& actual, const Literals& expected,
                    double tolerance = 1e-6) {
    QCOMPARE(actual.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY2(std::abs(double{actual[i]} - expected[i]) <= tolerance,
                 qPrintable(QStringLiteral("[%1]: %2 is not %3")
                                .arg(i)
                                .arg(double{actual[i]}, 0, 'g', 9)
                                .arg(expected[i], 0, 'g', 9)));
}

void compareNumber(double actual, double expected, double tolerance = 1e-6) {
    QVERIFY2(
        std::abs(actual - expected) <= tolerance,
        qPrintable(QStringLiteral("%1 is not %2").arg(actual, 0, 'g', 9).arg(expected, 0, 'g', 9)));
}

/// A model of that data with these weights, by name; all others are 0.
TrainedModel modelWith(const Dataset& dataset, const RunSettings& settings,
                       const std::map<std::string, Literals>& weights) {
    const torch::NoGradGuard noGrad;
    auto contents = std::make_shared<TrainedModel::Contents>();
    contents->vocabulary = std::make_shared<const Vocabulary>(Encoding(dataset).vocabulary());
    contents->inputs = makeNetInputs(*contents->vocabulary, settings.model);
    contents->record.settings = settings;
    contents->record.data = fingerprintOf(dataset);
    contents->net =
        std::make_shared<TwoTowerNetImpl>(netShape(*contents->vocabulary, settings.model));
    for (const auto& parameter : contents->net->named_parameters()) {
        const auto found = weights.find(parameter.key());
        if (found == weights.end())
            parameter.value().zero_();
        else
            parameter.value().copy_(
                torch::tensor(found->second).reshape(parameter.value().sizes()));
    }
    contents->net->eval();
    return TrainedModel(std::move(contents));
}

RunSettings seedInTwoDimensions() {
    RunSettings settings;
    settings.data.sampleFraction = 1;
    settings.data.validationFraction = 0;
    settings.model.idEmbedding = 2;
    settings.model.featureEmbedding = 1;
    settings.model.hiddenUnits = 2;
    settings.model.vectorSize = 2;
    settings.model.match = Match::DotProduct;
    settings.train.threads = 1;
    return settings;
}

/// Two users and two movies; movie 1 is in the order of first appearance the first.
std::shared_ptr<const Dataset> twoByTwo() {
    return test::tinyDataset(2, 2, {{1, 1, 5}, {2, 2, 1}, {1, 2, 4}});
}

TrainedModel seedModel(const Dataset& dataset) {
    return modelWith(dataset, seedInTwoDimensions(),
                     {{"user.embedding0.weight", {0.5, -0.2, 0.1, 0.3}},
                      {"user.embedding1.weight", {0.2}},
                      {"user.embedding2.weight", {0.1}},
                      {"user.embedding3.weight", {0.3}},
                      {"user.hidden.weight", {0.4, -0.3, 0.2, 0.5, 0.1, -0.2, 0.6, 0.3, -0.1, 0.4}},
                      {"user.hidden.bias", {0.1, 0.2}},
                      {"user.output.weight", {0.8, -0.5, 0.3, 0.6}},
                      {"user.output.bias", {0.05, 0.1}},
                      {"movie.embedding0.weight", {0.3, 0.4, -0.6, 0.2}},
                      {"movie.embedding1.weight", {0.25}},
                      {"movie.hidden.weight", {0.5, 0.2, -0.3, -0.4, 0.7, 0.6}},
                      {"movie.hidden.bias", {0.2, 0.1}},
                      {"movie.output.weight", {0.6, 0.4, -0.2, 0.9}},
                      {"movie.output.bias", {0.1, 0.05}},
                      {"match.weight", {1.5}},
                      {"match.bias", {-0.25}}});
}

RunSettings softmaxOfTwo() {
    RunSettings settings = seedInTwoDimensions();
    settings.model.userFeatures = Switch::Off;
    settings.model.movieGenres = MovieGenres::None;
    settings.model.hiddenLayers = 0;
    settings.model.vectorActivation = Activation::Linear;
    settings.model.l2 = 0;
    settings.train.objective = Objective::InBatchSoftmax;
    settings.train.temperature = 0.5;
    settings.train.logQ = Switch::Off;
    settings.train.hitRemoval = HitRemoval::None;
    settings.train.batchSize = 2;
    return settings;
}

DemoSettings smallDemo() {
    DemoSettings demo;
    demo.users = 60;
    demo.movies = 50;
    demo.ratings = 900;
    return demo;
}

/// All kinds of objectives, histories and matches.
void addKinds() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("fast");
    for (const Preset& each : presets())
        for (const bool fast : {true, false})
            QTest::addRow("%s, %s", each.key.data(), fast ? "fast" : "autograd")
                << QString::fromUtf8(each.key.data()) << fast;
    for (const char* key : {"bpr", "margin", "sampled", "cosine", "biased"})
        QTest::addRow("%s", key) << QString::fromLatin1(key) << false;
}

RunSettings settingsOf(const QString& key, bool fast) {
    RunSettings settings;
    if (key == QLatin1String("bpr"))
        settings.train.objective = Objective::Bpr;
    else if (key == QLatin1String("margin"))
        settings.train.objective = Objective::MaxMargin;
    else if (key == QLatin1String("sampled"))
        settings.train.objective = Objective::SampledCrossEntropy;
    else if (key == QLatin1String("cosine"))
        settings.model.match = Match::WeightedCosine;
    else if (key == QLatin1String("biased"))
        settings.model.biases = Switch::On;
    else
        settings = preset(key.toStdString()).settings;
    settings.data.sampleFraction = 1;
    settings.train.engine = fast ? Engine::Fast : Engine::Autograd;
    settings.train.threads = 1;
    settings.train.epochs = 2;
    // A softmax over the catalogue has users for examples, of whom there are few.
    settings.train.batchSize = settings.train.objective == Objective::CatalogueSoftmax ? 16 : 64;
    settings.train.restoreBest = Switch::Off;
    return settings;
}

/// Every number of a net.
std::vector<float> weightsOf(const TrainedModel& model) {
    std::vector<float> all;
    for (const torch::Tensor& weights : model.contents().net->parameters()) {
        const torch::Tensor flat = weights.detach().contiguous();
        all.insert(all.end(), flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel());
    }
    return all;
}

/// The first few steps of a run, let through one by one on a training thread as F10 does, and the
/// run's model in the end.
struct SteppedRun {
    std::vector<std::shared_ptr<const StepStory>> stories;
    std::vector<float> losses;
    TrainedModel model;

    SteppedRun(const std::shared_ptr<const Dataset>& dataset, const RunSettings& settings,
               std::size_t steps, bool told) {
        PauseGate gate;
        gate.pause();
        std::mutex mutex;
        std::atomic<std::size_t> taken = 0;
        TrainObserver observer;
        observer.onSteps = [&](const std::vector<StepRecord>& records, const TrainProgress&) {
            const std::lock_guard lock(mutex);
            for (const StepRecord& record : records)
                losses.push_back(record.loss);
            taken = losses.size();
        };
        observer.takeSingleStep = storyTeller(
            dataset, [told] { return told; },
            [&](std::shared_ptr<const StepStory> story) {
                const std::lock_guard lock(mutex);
                stories.push_back(std::move(story));
            });
        std::jthread thread([&] { model = Trainer(dataset, settings).run(observer, {}, &gate); });
        for (std::size_t i = 0; i < steps; ++i)
            gate.step();
        if (!QTest::qWaitFor([&] { return taken >= steps; }, 30000))
            qFatal("the steps were not taken");
        gate.resume();
    }
};

} // namespace

class TestInspect : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void planCountsWhatTheModelHolds_data() { addKinds(); }
    void planCountsWhatTheModelHolds();
    void journeyMatchesHandComputation();
    void journeyEndsInTheModelsOutput_data() { addKinds(); }
    void journeyEndsInTheModelsOutput();
    void otherInputsMakeAnotherVector();
    void anUnknownWordIsTheMeanOfAll();
    void historiesCanBeLeftOut();
    void softmaxMatchesHandComputation();
    void stepOnOneRatingIsThatOfLibTorch();
    void stepOnARatingThatTheRunDoesNotLearn();
    void storiesOfACopyAreThoseOfTheRun_data() { addKinds(); }
    void storiesOfACopyAreThoseOfTheRun();
    void lookingChangesNoNumber_data() { addKinds(); }
    void lookingChangesNoNumber();
    void aCopyGoesOnWhereTheEpochEnded();
    void lossesOfRowsAddUp_data() { addKinds(); }
    void lossesOfRowsAddUp();
    void gradientsOfAPathAreThoseOfItsVectors();
    void movesAreRanksBeforeAndAfter();
    void aRunKeepsItsMoments();
    void aContinuedRunKeepsThemToo();
    void momentsComeBackFromAFile();
    void deadUnitsAreFoundWhereTheyAre();
    void healthOfARunThatLearns();
    void aProbeKnowsItsOwnData();
};

void TestInspect::planCountsWhatTheModelHolds() {
    QFETCH(const QString, key);
    QFETCH(const bool, fast);
    const TrainedModel model = test::quickModel(settingsOf(key, fast), smallDemo(), 1);
    const NetPlan plan = netPlan(model.vocabulary(), model.record().settings);
    QCOMPARE(static_cast<std::size_t>(plan.parameters()), model.parameterCount());
}

void TestInspect::journeyMatchesHandComputation() {
    const auto dataset = twoByTwo();
    const Journey journey = Inspector(seedModel(*dataset)).journey(0, 0);
    compareNumbers(journey.user.numbers.joined(), {0.5, -0.2, 0.2, 0.1, 0.3});
    compareNumbers(journey.user.numbers.outputs[0], {0.48, 0.15});
    compareNumbers(journey.user.numbers.vector, {0.359, 0.334});
    compareNumbers(journey.movie.numbers.joined(), {0.3, 0.4, 0.25});
    compareNumbers(journey.movie.numbers.outputs[0], {0.355, 0.41});
    compareNumbers(journey.movie.numbers.vector, {0.477, 0.348});
    compareNumbers(journey.product, {0.171243, 0.116232});
    compareNumber(double{journey.matched}, 0.287475);
    compareNumber(double{journey.logit}, 0.1812125);
    compareNumber(double{journey.output}, 0.545179559);
    compareNumber(double{journey.stars.value()}, 3.180718);
    QCOMPARE(journey.user.words[0].front().word, 0);
}

void TestInspect::journeyEndsInTheModelsOutput() {
    QFETCH(const QString, key);
    QFETCH(const bool, fast);
    const Inspector inspector(test::quickModel(settingsOf(key, fast), smallDemo(), 1));
    const TrainedModel& model = inspector.model();
    const EmbeddingTable users = model.userVectors();
    const EmbeddingTable movies = model.movieVectors();
    for (std::int32_t i = 0; i < 40; ++i) {
        const std::vector<std::int32_t> user = {i};
        const std::vector<std::int32_t> movie = {(i * 7) % 40};
        const Journey journey = inspector.journey(user[0], movie[0]);
        const auto row = static_cast<std::size_t>(i);
        compareNumbers(journey.user.numbers.vector, {users.row(row).begin(), users.row(row).end()});
        const auto movieRow = movies.row(static_cast<std::size_t>(movie[0]));
        compareNumbers(journey.movie.numbers.vector, {movieRow.begin(), movieRow.end()});
        const double expected = double{model.predict(user, movie)[0]};
        compareNumber(double{journey.output}, expected, 1e-5 * std::max(1.0, std::abs(expected)));
        // Each input is the sum of its rows, each times its weight.
        for (const Side side : {Side::User, Side::Movie})
            for (std::size_t input = 0; input < inspector.plan().tower(side).inputs.size();
                 ++input) {
                const TowerJourney& tower = journey.tower(side);
                Literals sum(tower.numbers.inputs[input].size(), 0);
                for (const InputWord& word : tower.words[input]) {
                    const auto values = inspector.tableRow(side, input, word.word);
                    for (std::size_t k = 0; k < sum.size(); ++k)
                        sum[k] += double{word.weight} * double{values[k]};
                }
                compareNumbers(tower.numbers.inputs[input], sum, 1e-5);
            }
    }
}

void TestInspect::otherInputsMakeAnotherVector() {
    const Inspector inspector(test::quickModel(settingsOf("seed", true), smallDemo(), 1));
    const Journey asked = inspector.journey(3, 5);
    const Journey other = inspector.journey(4, 5);
    WhatIf whatIf;
    for (std::size_t input = 0; input < inspector.plan().user.inputs.size(); ++input)
        whatIf.changes.push_back({Side::User, input, {other.user.words[input].front().word}});
    const Journey changed = inspector.journey(3, 5, whatIf);
    QVERIFY(asked.user.numbers.vector != other.user.numbers.vector);
    QCOMPARE(changed.user.numbers.vector, other.user.numbers.vector);
    QCOMPARE(changed.output, other.output);
    QCOMPARE(changed.movie.numbers.vector, asked.movie.numbers.vector);
}

void TestInspect::anUnknownWordIsTheMeanOfAll() {
    const Inspector inspector(test::quickModel(settingsOf("seed", true), smallDemo(), 1));
    const TrainedModel& model = inspector.model();
    WhatIf nobody;
    for (std::size_t input = 0; input < inspector.plan().user.inputs.size(); ++input)
        nobody.changes.push_back({Side::User, input, {-1}});
    const auto folded = model.foldIn({}).vector;
    compareNumbers(inspector.journey(3, 5, nobody).user.numbers.vector,
                   {folded.begin(), folded.end()});
}

void TestInspect::historiesCanBeLeftOut() {
    const Inspector inspector(test::quickModel(settingsOf("best-ranking", false), smallDemo(), 1));
    const auto& inputs = inspector.plan().user.inputs;
    const auto history = static_cast<std::size_t>(
        std::find_if(inputs.begin(), inputs.end(),
                     [](const TowerInput& input) { return input.kind == InputKind::History; }) -
        inputs.begin());
    const Journey full = inspector.journey(2, 0);
    const std::size_t count = full.user.words[history].size();
    QVERIFY(count > 2);
    const std::int32_t rated = full.user.words[history].front().word;
    WhatIf whatIf;
    whatIf.userHistory = HistoryReading::WithoutThis;
    const Journey without = inspector.journey(2, rated, whatIf);
    QCOMPARE(without.user.words[history].size(), count - 1);
    QVERIFY(without.user.numbers.inputs[history] != full.user.numbers.inputs[history]);
    whatIf.userHistory = HistoryReading::None;
    const Journey none = inspector.journey(2, 0, whatIf);
    QVERIFY(none.user.words[history].empty());
    for (const float value : none.user.numbers.inputs[history])
        compareNumber(double{value}, 0);
}

void TestInspect::softmaxMatchesHandComputation() {
    const auto dataset = test::tinyDataset(2, 2, {{1, 1, 5}, {2, 2, 5}});
    RunCopy copy(dataset, modelWith(*dataset, softmaxOfTwo(),
                                    {{"user.embedding0.weight", {1, 0, 0, 2}},
                                     {"movie.embedding0.weight", {2, 0, 0, 1}},
                                     {"user.output.weight", {1, 0, 0, 1}},
                                     {"movie.output.weight", {1, 0, 0, 1}},
                                     {"match.weight", {2}}}));
    const auto story = copy.nextBatch();
    compareNumber(story->loss(), 0.018149928);
    const StepPath path = story->path(story->placeOf(0, 0));
    QCOMPARE(path.candidates.size(), std::size_t{2});
    compareNumber(double{path.candidates[0].probability}, 0.982013790);
    compareNumber(double{path.candidates[0].wanted}, 1);
    compareNumber(double{path.candidates[0].slope}, -0.008993105);
    compareNumber(double{path.candidates[1].logit}, 0);
    compareNumber(double{path.candidates[1].slope}, 0.008993105);
    compareNumbers(path.userGradients.vector, {-0.03597242, 0.01798621});
    compareNumber(double{path.row.loss}, 0.018149928);
    compareNumber(double{path.row.logit}, 4);
}

void TestInspect::stepOnOneRatingIsThatOfLibTorch() {
    const auto dataset = twoByTwo();
    const TrainedModel model = seedModel(*dataset);
    RunCopy copy(dataset, model);
    QVERIFY(copy.stepOn(1, 0, std::nullopt) == nullptr); // nobody has rated that
    const auto story = copy.stepOn(0, 1, 4.0F);
    QVERIFY(story != nullptr);
    QCOMPARE(story->batch().size(), std::size_t{1});
    // The same by LibTorch alone: target (4 - 1) / 4, squared error and penalty, RMSprop.
    const auto net = model.contents().net->deepCopy();
    const torch::Tensor one = torch::zeros({1}, torch::kInt64);
    const torch::Tensor score = torch::sigmoid(net->forward(model.contents().inputs, one, one + 1));
    const torch::Tensor loss =
        (score - 0.75).square().sum() + 0.01 * (net->userTower->output->weight.square().sum() +
                                                net->movieTower->output->weight.square().sum());
    loss.backward();
    compareNumber(story->loss() + story->penalty(), loss.item<double>(), 1e-6);
    const StepPath path = story->path(0);
    int compared = 0;
    for (const WeightStep& step : path.weights) {
        if (step.part != WeightStep::Part::Kernel || step.place != 1)
            continue;
        const auto& tower = step.side == Side::User ? net->userTower : net->movieTower;
        const torch::Tensor gradient = tower->output->weight.grad().flatten();
        QCOMPARE(step.memory.size(), std::size_t{1});
        QCOMPARE(step.memory[0].name, std::string("square_avg"));
        for (std::size_t i = 0; i < step.gradient.size(); ++i) {
            const double g = gradient[static_cast<std::int64_t>(i)].item<double>();
            compareNumber(double{step.gradient[i]}, g, 1e-7);
            const double v = 0.1 * g * g;
            compareNumber(double{step.memory[0].after[i]}, v, 1e-9);
            compareNumber(double{step.after[i]},
                          double{step.before[i]} - 1e-3 * g / std::sqrt(v + 1e-7), 1e-6);
        }
        ++compared;
    }
    QCOMPARE(compared, 2);
    compareNumber(double{path.after.logit},
                  double{Inspector(story->after().model()).journey(0, 1).logit});
}

void TestInspect::stepOnARatingThatTheRunDoesNotLearn() {
    const auto dataset = twoByTwo();
    for (const bool fast : {true, false}) {
        RunSettings settings = seedInTwoDimensions();
        settings.train.engine = fast ? Engine::Fast : Engine::Autograd;
        RunCopy all(dataset, settings);
        const auto learned = all.stepOn(1, 1, 1.0F);
        QVERIFY(learned != nullptr);
        // The same step where the rating is none of the run's: whichever one was left out.
        settings.data.validationFraction = 0.34;
        RunCopy fewer(dataset, settings);
        const auto user = learned->batch()[0].user;
        const auto movie = learned->batch()[0].movie;
        const auto added = fewer.stepOn(user, movie, 1.0F);
        QVERIFY(added != nullptr);
        QCOMPARE(added->batch().size(), std::size_t{1});
        QCOMPARE(added->loss(), learned->loss());
        QCOMPARE(weightsOf(added->after().model()), weightsOf(learned->after().model()));
        QVERIFY(fewer.nextBatch() != nullptr); // and it goes on
    }
    RunSettings ranking = softmaxOfTwo();
    RunCopy copy(dataset, ranking);
    QVERIFY(copy.stepOn(1, 1, 1.0F) == nullptr); // not liked: no positive
}

void compareStories(const StepStory& a, const StepStory& b) {
    QCOMPARE(a.step(), b.step());
    QCOMPARE(a.loss(), b.loss());
    QCOMPARE(a.penalty(), b.penalty());
    QCOMPARE(a.learningRate(), b.learningRate());
    QCOMPARE(a.batch().size(), b.batch().size());
    QCOMPARE(weightsOf(a.before().model()), weightsOf(b.before().model()));
    QCOMPARE(weightsOf(a.after().model()), weightsOf(b.after().model()));
    const StepPath left = a.path(0);
    const StepPath right = b.path(0);
    QCOMPARE(left.userGradients.vector, right.userGradients.vector);
    QCOMPARE(left.movieGradients.joined(), right.movieGradients.joined());
    QCOMPARE(left.weights.size(), right.weights.size());
    for (std::size_t i = 0; i < left.weights.size(); ++i) {
        QCOMPARE(left.weights[i].gradient, right.weights[i].gradient);
        QCOMPARE(left.weights[i].after, right.weights[i].after);
        QCOMPARE(left.weights[i].memory.size(), right.weights[i].memory.size());
    }
}

void TestInspect::storiesOfACopyAreThoseOfTheRun() {
    QFETCH(const QString, key);
    QFETCH(const bool, fast);
    const auto dataset = makeDemoData(smallDemo());
    const RunSettings settings = settingsOf(key, fast);
    const SteppedRun run(dataset, settings, 3, true);
    QCOMPARE(run.stories.size(), std::size_t{3});
    RunCopy copy(dataset, settings);
    for (const auto& story : run.stories)
        compareStories(*copy.nextBatch(), *story);
}

void TestInspect::lookingChangesNoNumber() {
    QFETCH(const QString, key);
    QFETCH(const bool, fast);
    const auto dataset = makeDemoData(smallDemo());
    const RunSettings settings = settingsOf(key, fast);
    const SteppedRun told(dataset, settings, 3, true);
    const SteppedRun untold(dataset, settings, 3, false);
    QVERIFY(untold.stories.empty());
    const TrainedModel plain = Trainer(dataset, settings).run();
    QCOMPARE(weightsOf(told.model), weightsOf(plain));
    QCOMPARE(weightsOf(untold.model), weightsOf(plain));
    QCOMPARE(told.losses.size(), untold.losses.size());
    for (std::size_t i = 3; i < told.losses.size(); ++i)
        QCOMPARE(told.losses[i], untold.losses[i]);
    for (std::size_t i = 0; i < 3; ++i) // the same sums, added in another order
        compareNumber(double{told.losses[i]}, double{untold.losses[i]},
                      1e-5 * std::max(1.0, double{untold.losses[i]}));
}

void TestInspect::aCopyGoesOnWhereTheEpochEnded() {
    const auto dataset = makeDemoData(smallDemo());
    for (const bool fast : {true, false}) {
        RunSettings settings = settingsOf("seed", fast);
        TrainObserver observer;
        observer.keepMoments = true;
        const TrainedModel model = Trainer(dataset, settings).run(observer);
        std::vector<float> losses;
        observer = {};
        observer.onSteps = [&](const std::vector<StepRecord>& records, const TrainProgress&) {
            for (const StepRecord& record : records)
                losses.push_back(record.loss);
        };
        (void)Trainer(dataset, settings).run(observer);
        const std::size_t perEpoch = losses.size() / 2;
        QCOMPARE(model.moments()[1].record().keptEpoch, 1);
        RunCopy copy(dataset, model.moments()[1]);
        for (std::size_t step = perEpoch; step < perEpoch + 3; ++step) {
            const auto story = copy.nextBatch();
            QCOMPARE(story->step(), step + 1);
            compareNumber(story->loss() + story->penalty(), double{losses[step]}, 1e-6);
        }
    }
}

void TestInspect::lossesOfRowsAddUp() {
    QFETCH(const QString, key);
    QFETCH(const bool, fast);
    RunCopy copy(makeDemoData(smallDemo()), settingsOf(key, fast));
    const auto story = copy.nextBatch();
    double sum = 0;
    for (const BatchRow& row : story->batch())
        sum += double{row.loss};
    compareNumber(sum / static_cast<double>(story->batch().size()), story->loss(), 1e-5);
    // What a row was told of is where its journey ends, and probabilities are to add to 1.
    for (std::size_t place = 0; place < 3; ++place) {
        const StepPath path = story->path(place);
        compareNumber(double{path.before.logit}, double{path.row.logit},
                      1e-4 * std::max(1.0, std::abs(double{path.row.logit})));
        if (!path.candidates.empty() && path.candidatesLeftOut == 0) {
            double wanted = 0;
            for (const Candidate& candidate : path.candidates)
                wanted += double{candidate.wanted};
            compareNumber(wanted, 1, 1e-5);
        }
    }
}

void TestInspect::gradientsOfAPathAreThoseOfItsVectors() {
    RunCopy copy(makeDemoData(smallDemo()), settingsOf("seed", true));
    const auto story = copy.nextBatch();
    for (std::size_t place = 0; place < story->batch().size(); ++place) {
        const StepPath path = story->path(place);
        for (std::size_t k = 0; k < path.productGradients.size(); ++k) {
            compareNumber(double{path.userGradients.vector[k]},
                          double{path.productGradients[k] * path.before.movie.numbers.vector[k]});
            compareNumber(double{path.movieGradients.vector[k]},
                          double{path.productGradients[k] * path.before.user.numbers.vector[k]});
        }
    }
}

void TestInspect::movesAreRanksBeforeAndAfter() {
    RunSettings settings = settingsOf("seed", true);
    settings.train.learningRate = 0.05;
    RunCopy copy(makeDemoData(smallDemo()), settings);
    const auto story = copy.nextBatch();
    const std::vector<std::int32_t> hidden = {1, 2, 3};
    const auto moves = story->moves(0, hidden, 10);
    QVERIFY(moves.size() >= 10);
    for (std::size_t i = 0; i < 10; ++i) {
        QCOMPARE(moves[i].after, i + 1);
        QVERIFY(moves[i].movie > 3 || moves[i].movie < 1);
    }
    const auto logit = [&](const Inspector& model, std::int32_t movie) {
        return double{model.journey(0, movie).logit};
    };
    for (const RankMove& move : moves) {
        compareNumber(double{move.logitBefore}, logit(story->before(), move.movie), 1e-5);
        compareNumber(double{move.logitAfter}, logit(story->after(), move.movie), 1e-5);
    }
    const bool moved = std::any_of(moves.begin(), moves.end(),
                                   [](const RankMove& move) { return move.before != move.after; });
    QVERIFY(moved);
}

void TestInspect::aRunKeepsItsMoments() {
    const auto dataset = makeDemoData(smallDemo());
    RunSettings settings = settingsOf("seed", true);
    settings.train.epochs = 3;
    std::vector<TrainedModel> snapshots;
    TrainObserver observer;
    observer.keepMoments = true;
    observer.onEpoch = [&](const EpochRecord&, const TrainedModel& model) {
        snapshots.push_back(model);
    };
    const TrainedModel model = Trainer(dataset, settings).run(observer);
    QCOMPARE(model.moments().size(), std::size_t{4});
    for (std::size_t epoch = 0; epoch <= 3; ++epoch) {
        const TrainedModel& moment = model.moments()[epoch];
        QCOMPARE(moment.record().keptEpoch, static_cast<int>(epoch));
        QVERIFY(moment.moments().empty());
        if (epoch > 0)
            QCOMPARE(weightsOf(moment), weightsOf(snapshots[epoch - 1]));
    }
    QCOMPARE(weightsOf(model.moments().back()), weightsOf(model));
    QVERIFY(Trainer(dataset, settings).run().moments().empty()); // nobody asked for them
}

void TestInspect::aContinuedRunKeepsThemToo() {
    const auto dataset = makeDemoData(smallDemo());
    RunSettings settings = settingsOf("seed", true);
    TrainObserver observer;
    observer.keepMoments = true;
    const TrainedModel first = Trainer(dataset, settings).run(observer);
    settings.train.epochs = 4;
    const TrainedModel model = Trainer(dataset, settings).continueRun(first, observer);
    std::vector<int> epochs;
    for (const TrainedModel& moment : model.moments())
        epochs.push_back(moment.record().keptEpoch);
    QCOMPARE(epochs, (std::vector<int>{0, 1, 2, 3, 4}));
}

void TestInspect::momentsComeBackFromAFile() {
    const auto dataset = makeDemoData(smallDemo());
    RunSettings settings = settingsOf("seed", true);
    settings.train.epochs = 3;
    TrainObserver observer;
    observer.keepMoments = true;
    const TrainedModel model = Trainer(dataset, settings).run(observer);
    const QTemporaryDir folder;
    const std::filesystem::path path =
        folder.filePath(QStringLiteral("run.towerlab")).toStdString();
    saveModel(model, path);
    const TrainedModel again = loadModel(path);
    QCOMPARE(again.moments().size(), std::size_t{4});
    for (std::size_t i = 0; i < 4; ++i) {
        QCOMPARE(again.moments()[i].record().keptEpoch, static_cast<int>(i));
        QCOMPARE(again.moments()[i].record().epochs.size(), i);
        QCOMPARE(weightsOf(again.moments()[i]), weightsOf(model.moments()[i]));
    }
    QCOMPARE(again.moments().back().canContinue(), true);
    // A step from a moment of a file: the optimiser's memory is that of a start.
    QCOMPARE(RunCopy(dataset, again.moments()[1]).nextBatch()->step(),
             again.moments()[1].record().epochs.back().step + 1);
    saveModel(model.withoutMoments(), path);
    QVERIFY(loadModel(path).moments().empty());
    // What is in the file must fit: a moment too few, or in no order.
    for (const bool missing : {true, false}) {
        TensorFile parts = partsOf(model.contents());
        NamedTensors changed;
        for (const auto& [name, value] : parts.tensors.entries()) {
            if (missing && name.starts_with("moment1."))
                continue;
            changed.add(name, !missing && name == "moments.epoch" ? value.flip(0) : value);
        }
        parts.tensors = changed;
        QVERIFY_EXCEPTION_THROWN((void)contentsFrom(parts), FormatError);
    }
}

void TestInspect::deadUnitsAreFoundWhereTheyAre() {
    const auto dataset = makeDemoData(smallDemo());
    const RunSettings settings = settingsOf("seed", true);
    const HealthProbe probe(*dataset, settings);
    const TrainedModel model = test::quickModel(settings, smallDemo(), 1);
    QVERIFY(!collapseIn(probe.measure(model)).has_value());
    auto contents = std::make_shared<TrainedModel::Contents>(model.contents());
    contents->net = model.contents().net->deepCopy();
    {
        const torch::NoGradGuard noGrad;
        contents->net->movieTower->output->bias.fill_(-100);
    }
    const NetHealth health = probe.measure(TrainedModel(contents));
    compareNumber(health.movie.layers.back().deadShare, 1);
    compareNumber(health.movie.layers.back().spread, 0);
    QVERIFY(collapseIn(health) == (Collapse{Side::Movie, 1, true}));
    {
        const torch::NoGradGuard noGrad;
        contents->net->userTower->hidden.front()->weight.zero_();
        contents->net->userTower->hidden.front()->bias.fill_(1);
    }
    QVERIFY(collapseIn(probe.measure(TrainedModel(contents))) == (Collapse{Side::User, 0, false}));
}

void TestInspect::healthOfARunThatLearns() {
    const auto dataset = makeDemoData(smallDemo());
    for (const char* key : {"seed", "in-batch", "best-ranking"}) {
        RunSettings settings = settingsOf(QString::fromLatin1(key), true);
        TrainObserver observer;
        observer.keepMoments = true;
        const TrainedModel model = Trainer(dataset, settings).run(observer);
        const HealthProbe probe(*dataset, settings);
        const NetHealth begin = probe.measure(model.moments().front());
        const NetHealth end = probe.measure(model.moments().back());
        QCOMPARE(begin.epoch, 0);
        QCOMPARE(end.epoch, 2);
        for (const Side side : {Side::User, Side::Movie})
            for (const PartHealth& part : end.tower(side).layers) {
                QVERIFY(part.weightNorm > 0);
                QVERIFY(part.gradientNorm > 0);
                QVERIFY(part.spread > 0);
            }
        QVERIFY(end.match.spread != begin.match.spread);
    }
}

void TestInspect::aProbeKnowsItsOwnData() {
    const RunSettings settings = settingsOf("seed", true);
    const TrainedModel model = test::quickModel(settings, smallDemo(), 1);
    QVERIFY(HealthProbe(*makeDemoData(smallDemo()), settings).fits(model));
    DemoSettings other = smallDemo();
    other.users += 10;
    QVERIFY(!HealthProbe(*makeDemoData(other), settings).fits(model));
    other = smallDemo();
    other.seed += 1; // as many users and movies
    QVERIFY(!HealthProbe(*makeDemoData(other), settings).fits(model));
}

QTEST_APPLESS_MAIN(TestInspect)
#include "tst_inspect.moc"
