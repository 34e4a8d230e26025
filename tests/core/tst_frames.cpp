// SPDX-License-Identifier: MIT
// How a map forms: frames of a run, their alignment, what pulled movies, regions and axes by
// meaning.
#include "core/analyze/meaning_axis.h"
#include "core/analyze/movement.h"
#include "core/analyze/procrustes.h"
#include "core/analyze/regions.h"
#include "core/data/demo_data.h"
#include "core/data/random.h"
#include "core/io/model_file.h"
#include "core/model/presets.h"
#include "core/train/frame_keeper.h"
#include "core/train/trainer.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace towerlab;

namespace {

constexpr DemoSettings small = {.users = 120, .movies = 80, .ratings = 3000};

RunSettings quick(Objective objective, Engine engine) {
    RunSettings settings;
    settings.data.sampleFraction = 1;
    settings.train.objective = objective;
    settings.train.engine = engine;
    settings.train.epochs = 3;
    settings.train.batchSize = 64;
    settings.model.l2 = 0;
    return settings;
}

struct Watched {
    TrainedModel model;
    std::vector<std::shared_ptr<const VectorFrame>> frames;
};

Watched trainWith(const RunSettings& settings, FrameRate rate) {
    Watched watched;
    TrainObserver observer;
    observer.frames = rate;
    observer.onFrame = [&](const auto& frame) { watched.frames.push_back(frame); };
    Trainer trainer(makeDemoData(small), settings);
    watched.model = trainer.run(observer);
    return watched;
}

std::vector<float> randomVectors(std::size_t n, std::size_t d) {
    Random random(9, "vectors");
    std::vector<float> values(n * d);
    for (float& value : values)
        value = static_cast<float>(random.normal());
    return values;
}

bool nearly(std::span<const float> a, std::span<const float> b, double allowed) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [allowed](float x, float y) {
        return std::abs(double{x} - double{y}) <= allowed * (1 + std::abs(double{y}));
    });
}

} // namespace

class TestFrames : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void framesComeAsAskedFor();
    void framesChangeNoNumber_data();
    void framesChangeNoNumber();
    void lastFrameIsTheModel();
    void averagedWeightsAreWhatIsShown();
    void continuedRunGoesOnWithItsFrames();
    void framesComeBackFromTheFile();
    void thinnedFramesKeepTheEnds();
    void manyFramesAreKeptEvenly();
    void pullsAreTheEnginesGradients_data();
    void pullsAreTheEnginesGradients();
    void pullsAddUp();
    void procrustesUndoesATurn();
    void turnedVectorsFollowEachOther();
    void planeTurnsToThePictureBefore();
    void aNeighbourhoodThatMovesTogetherStandsStill();
    void meaningAxisGoesFromOneSetToTheOther();
    void regionsAreWherePointsCrowd();
    void regionsAreCalledByWhatIsTheirs();
};

void TestFrames::framesComeAsAskedFor() {
    const auto settings = quick(Objective::MeanSquaredError, Engine::Fast);
    const Watched watched = trainWith(settings, {4, 2, false});
    QCOMPARE(watched.frames.size(), std::size_t{1 + 4 + 2 + 2});
    QCOMPARE(watched.frames.front()->step, std::uint64_t{0});
    QVERIFY(std::isnan(watched.frames.front()->loss));
    for (std::size_t i = 1; i < watched.frames.size(); ++i) {
        QVERIFY(watched.frames[i]->epoch > watched.frames[i - 1]->epoch);
        QVERIFY(watched.frames[i]->step > watched.frames[i - 1]->step);
        QVERIFY(std::isfinite(watched.frames[i]->loss));
    }
    QVERIFY(std::abs(watched.frames[1]->epoch - 0.25) < 0.05);
    QVERIFY(watched.frames[4]->endsEpoch());
    QCOMPARE(watched.frames.back()->epoch, 3.0);
    QCOMPARE(watched.model.frames()->frames.size(), watched.frames.size());
    QVERIFY(watched.model.frames()->pulls.empty());
    QVERIFY(!trainWith(settings, {}).model.frames());
}

void TestFrames::framesChangeNoNumber_data() {
    QTest::addColumn<int>("objective");
    QTest::addColumn<int>("engine");
    QTest::newRow("fast") << int(Objective::MeanSquaredError) << int(Engine::Fast);
    QTest::newRow("in batch") << int(Objective::InBatchSoftmax) << int(Engine::Fast);
    QTest::newRow("autograd") << int(Objective::MeanSquaredError) << int(Engine::Autograd);
    QTest::newRow("BPR") << int(Objective::Bpr) << int(Engine::Autograd);
}

void TestFrames::framesChangeNoNumber() {
    QFETCH(int, objective);
    QFETCH(int, engine);
    RunSettings settings = quick(static_cast<Objective>(objective), static_cast<Engine>(engine));
    settings.model.dropout = settings.train.engine == Engine::Autograd ? 0.2 : 0.0;
    const auto plain = trainWith(settings, {}).model;
    const auto watched = trainWith(settings, {5, 3, true}).model;
    QVERIFY(plain.movieVectors().values == watched.movieVectors().values);
    for (std::size_t i = 0; i < plain.record().epochs.size(); ++i)
        QCOMPARE(watched.record().epochs[i].trainLoss, plain.record().epochs[i].trainLoss);
}

void TestFrames::lastFrameIsTheModel() {
    const Watched watched =
        trainWith(quick(Objective::MeanSquaredError, Engine::Fast), {2, 1, false});
    QVERIFY(watched.frames.back()->movies == watched.model.movieVectorsForRetrieval().values);
    QVERIFY(watched.frames.back()->users == watched.model.userVectors().values);
}

void TestFrames::averagedWeightsAreWhatIsShown() {
    RunSettings settings = quick(Objective::MeanSquaredError, Engine::Autograd);
    settings.train.averaging = 0.99;
    const Watched watched = trainWith(settings, {3, 2, false});
    QVERIFY(watched.frames.back()->users == watched.model.userVectors().values);
}

void TestFrames::continuedRunGoesOnWithItsFrames() {
    RunSettings settings = quick(Objective::MeanSquaredError, Engine::Fast);
    settings.train.epochs = 2;
    const Watched first = trainWith(settings, {3, 1, true});
    settings.train.epochs = 4;
    TrainObserver observer;
    observer.frames = {3, 1, true};
    const auto data = makeDemoData(small);
    const auto whole = Trainer(data, settings).continueRun(first.model, observer).frames();
    QCOMPARE(whole->frames.size(), std::size_t{1 + 3 + 1 + 1 + 1});
    QCOMPARE(whole->frames.back()->epoch, 4.0);
    QCOMPARE(whole->pulls.size(), std::size_t{4});
    QVERIFY(whole->frames.front()->users == first.frames.front()->users);
}

void TestFrames::framesComeBackFromTheFile() {
    const QTemporaryDir folder;
    const std::filesystem::path path =
        folder.filePath(QStringLiteral("run.towerlab")).toStdString();
    const TrainedModel model =
        trainWith(quick(Objective::MeanSquaredError, Engine::Fast), {3, 1, true}).model;
    saveModel(model, path);
    const TrainedModel back = loadModel(path);
    const auto& kept = model.frames()->frames;
    const auto& read = back.frames()->frames;
    QCOMPARE(read.size(), kept.size());
    for (std::size_t i = 0; i < kept.size(); ++i) {
        QCOMPARE(read[i]->step, kept[i]->step);
        QCOMPARE(read[i]->epoch, kept[i]->epoch);
        QVERIFY(nearly(read[i]->movies, kept[i]->movies, 1e-3)); // of 16 bits
        QVERIFY(nearly(read[i]->users, kept[i]->users, 1e-3));
        QVERIFY(read[i]->matchWeights == kept[i]->matchWeights);
    }
    QVERIFY(back.movieVectors().values == model.movieVectors().values);
    saveModel(back, path); // and what was read can be written
    QCOMPARE(loadModel(path).frames()->frames.size(), kept.size());
}

void TestFrames::thinnedFramesKeepTheEnds() {
    RunFrames frames;
    for (int i = 0; i < 21; ++i) {
        auto frame = std::make_shared<VectorFrame>();
        frame->epoch = i;
        frame->users.resize(250); // 1,000 bytes
        frames.frames.push_back(frame);
    }
    thinFrames(frames, 7000);
    QVERIFY(frames.frames.size() <= 7);
    QCOMPARE(frames.frames.front()->epoch, 0.0);
    QCOMPARE(frames.frames.back()->epoch, 20.0);
    QCOMPARE(frames.thinned + frames.frames.size(), std::size_t{21});
    thinFrames(frames, 1); // never fewer than both ends
    QCOMPARE(frames.frames.size(), std::size_t{2});
}

/// More than fit: what stays is spread over the whole run, with its newest moment.
void TestFrames::manyFramesAreKeptEvenly() {
    RunSettings settings = quick(Objective::MeanSquaredError, Engine::Fast);
    settings.train.epochs = 1;
    const TrainedModel model = trainWith(settings, {}).model;
    const std::size_t bytes =
        (model.userVectors().values.size() + model.movieVectors().values.size() + 8) *
        sizeof(float);
    constexpr std::size_t fit = 40;
    FrameKeeper keeper({1, 1, false}, 10, fit * bytes);
    constexpr std::size_t taken = 3 * fit + 7;
    for (std::size_t i = 0; i < taken; ++i)
        keeper.take(model, i, static_cast<double>(i), 10);
    const auto& kept = keeper.frames()->frames;
    QVERIFY(kept.size() <= fit);
    QCOMPARE(kept.size() + keeper.frames()->thinned, taken);
    QCOMPARE(kept.front()->epoch, 0.0);
    QCOMPARE(kept.back()->epoch, static_cast<double>(taken - 1));
    double widest = 0;
    for (std::size_t i = 1; i < kept.size(); ++i)
        widest = std::max(widest, kept[i]->epoch - kept[i - 1]->epoch);
    QVERIFY(widest <= 8);
}

void TestFrames::pullsAreTheEnginesGradients_data() {
    QTest::addColumn<int>("objective");
    QTest::newRow("squared error") << int(Objective::MeanSquaredError);
    QTest::newRow("cross-entropy") << int(Objective::BinaryCrossEntropy);
    QTest::newRow("in-batch softmax") << int(Objective::InBatchSoftmax);
}

/// By hand in the fast engine, by LibTorch's tape in the other: the same pulls.
void TestFrames::pullsAreTheEnginesGradients() {
    QFETCH(int, objective);
    const auto pullsBy = [&](Engine engine) {
        RunSettings settings = quick(static_cast<Objective>(objective), engine);
        settings.train.epochs = 1;
        return trainWith(settings, {1, 1, true}).model.frames()->pulls.front();
    };
    const auto fast = pullsBy(Engine::Fast);
    const auto tape = pullsBy(Engine::Autograd);
    QVERIFY(fast->count == tape->count);
    QVERIFY(fast->kept == tape->kept);
    QVERIFY(nearly(fast->sum, tape->sum, 2e-3));
    double longest = 0;
    for (std::size_t movie = 0; movie < fast->kept.size(); ++movie)
        if (fast->kept[movie] > 0) {
            const auto a = fast->pullAt(fast->strongest(movie).front());
            const auto b = tape->pullAt(tape->strongest(movie).front());
            double x = 0;
            double y = 0;
            for (std::size_t k = 0; k < a.size(); ++k) {
                x += double{a[k]} * double{a[k]};
                y += double{b[k]} * double{b[k]};
            }
            QVERIFY(std::abs(std::sqrt(x) - std::sqrt(y)) < 2e-3 * (1 + std::sqrt(y)));
            longest = std::max(longest, std::sqrt(x));
        }
    QVERIFY(longest > 0);
}

void TestFrames::pullsAddUp() {
    PullRecorder recorder(2, 2);
    recorder.beginEpoch();
    for (int user = 0; user < 40; ++user) { // ever stronger; the strongest are kept
        const float gradient[2] = {-0.5F * static_cast<float>(user), 0};
        recorder.add(user, 1, gradient, 2);
    }
    const auto pulls = recorder.endEpoch(3);
    QCOMPARE(pulls->epoch, 3);
    QCOMPARE(pulls->count[0], 0U);
    QCOMPARE(pulls->count[1], 40U);
    QCOMPARE(pulls->sumOf(1)[0], 780.0F); // 0 + 1 + … + 39, against the gradient
    QVERIFY(pulls->strongest(0).empty());
    const auto strongest = pulls->strongest(1);
    QCOMPARE(strongest.size(), std::size_t{8});
    QCOMPARE(pulls->user[strongest.front()], 39);
    QCOMPARE(pulls->user[strongest.back()], 32);
    QCOMPARE(pulls->pullAt(strongest.front())[0], 39.0F);
}

void TestFrames::procrustesUndoesATurn() {
    const std::vector<float> before = randomVectors(60, 3);
    const double angle = 0.7;
    std::vector<float> after;
    for (std::size_t i = 0; i < 60; ++i) {
        const double x = double{before[3 * i]};
        const double y = double{before[3 * i + 1]};
        after.push_back(static_cast<float>(std::cos(angle) * x - std::sin(angle) * y));
        after.push_back(static_cast<float>(std::sin(angle) * x + std::cos(angle) * y));
        after.push_back(-before[3 * i + 2]); // mirrored
    }
    const TurnedVectors first = turnedTo(nullptr, {before, 3});
    const TurnedVectors second = turnedTo(&first, {after, 3});
    QVERIFY(nearly(second.values, first.values, 1e-4));
    // A place and a direction go the same way as the vectors.
    const auto place = turnedPlace(second, std::span(after).first(3));
    QVERIFY(nearly(place, second.span().row(0), 1e-4));
}

void TestFrames::turnedVectorsFollowEachOther() {
    std::vector<float> first = randomVectors(40, 4);
    std::vector<float> second = first;
    for (std::size_t i = 0; i < 4; ++i)
        second[i] += 5; // one of them learns
    const TurnedVectors before = turnedTo(nullptr, {first, 4});
    const TurnedVectors after = turnedTo(&before, {second, 4});
    const auto moved = [&](std::size_t point) {
        double sum = 0;
        for (std::size_t k = 0; k < 4; ++k)
            sum += std::pow(
                double{after.span().row(point)[k]} - double{before.span().row(point)[k]}, 2);
        return std::sqrt(sum);
    };
    for (std::size_t i = 1; i < 40; ++i)
        QVERIFY(moved(0) > 3 * moved(i));
}

void TestFrames::planeTurnsToThePictureBefore() {
    const std::vector<float> values = randomVectors(50, 3);
    const PlaneAxes axes{{1, 0, 0}, {0, 1, 0}};
    const Layout before = projected({values, 3}, axes);
    const PlaneAxes other{{0, -1, 0}, {1, 0, 0}}; // the same plane by a quarter turn
    const Layout turned = projected({values, 3}, turnedInPlane(other, {values, 3}, before));
    for (std::size_t i = 0; i < before.size(); ++i) {
        QVERIFY(std::abs(turned[i].x - before[i].x) < 1e-4F);
        QVERIFY(std::abs(turned[i].y - before[i].y) < 1e-4F);
    }
}

void TestFrames::aNeighbourhoodThatMovesTogetherStandsStill() {
    const std::vector<float> before = {0, 1, 2, 100, 101, 102};
    const std::vector<float> after = {10, 11, 12, 100, 101, 107};
    const auto lists = nearestExactly({after, 1}, 2, Nearness::Euclid);
    const auto moved = movedAmongNeighbours({before, 1}, {after, 1}, lists);
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(moved[i], 0.0F);
    QCOMPARE(moved[5], 5.0F);
}

void TestFrames::meaningAxisGoesFromOneSetToTheOther() {
    const std::vector<float> values = {0, 0, 2, 0, 5, 4, 5, 4};
    const std::vector<std::size_t> from = {0, 1};
    const std::vector<std::size_t> to = {2, 3};
    const auto axis = meaningAxis({values, 2}, from, to);
    QCOMPARE(axis[0], static_cast<float>(4 / std::sqrt(32.0)));
    QCOMPARE(axis[1], axis[0]);
    QVERIFY((meaningAxis({values, 2}, from, from) == std::vector<float>{0, 0}));
}

Layout twoCrowds() {
    Random random(2, "crowds");
    Layout layout;
    for (int i = 0; i < 400; ++i)
        layout.push_back({static_cast<float>((i % 2 == 0 ? -5 : 5) + random.normal()),
                          static_cast<float>(random.normal())});
    return layout;
}

void TestFrames::regionsAreWherePointsCrowd() {
    const Layout layout = twoCrowds();
    const Regions regions = densityRegions(layout, 0.05, 20);
    QCOMPARE(regions.regions.size(), std::size_t{2});
    for (std::size_t i = 0; i < layout.size(); ++i)
        if (regions.regionOf[i] >= 0) {
            const auto& region = regions.regions[static_cast<std::size_t>(regions.regionOf[i])];
            QCOMPARE(region.peak.x < 0, i % 2 == 0);
        }
    QVERIFY(densityRegions({}, 0.05, 1).regions.empty());
    QCOMPARE(densityRegions(Layout(30), 0.05, 1).regions.size(), std::size_t{1}); // one spot
}

void TestFrames::regionsAreCalledByWhatIsTheirs() {
    const Layout layout = twoCrowds();
    PointWords words; // 0: all of them, 1: the left ones, 2: few
    words.words = 3;
    for (std::size_t i = 0; i < layout.size(); ++i) {
        words.word.push_back(0);
        if (i % 2 == 0)
            words.word.push_back(1);
        if (i % 100 == 1)
            words.word.push_back(2);
        words.start.push_back(static_cast<std::uint32_t>(words.word.size()));
    }
    const Regions regions = densityRegions(layout, 0.05, 20);
    const auto names = distinctiveWords(regions, words, 2);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool left = regions.regions[i].peak.x < 0;
        QVERIFY(left ? (!names[i].empty() && names[i].front() == 1)
                     : std::find(names[i].begin(), names[i].end(), 1U) == names[i].end());
        QVERIFY(std::find(names[i].begin(), names[i].end(), 2U) == names[i].end());
    }
}

QTEST_APPLESS_MAIN(TestFrames)
#include "tst_frames.moc"
