// SPDX-License-Identifier: MIT
// The fast path against LibTorch's autograd with the dense update, from the same start and on the
// same batches.
#include "core/data/encoding.h"
#include "core/kernels/kernels.h"
#include "core/model/settings_rules.h"
#include "core/model/trained_model_contents.h"
#include "core/train/fast/lazy_table.h"
#include "core/train/objective.h"
#include "core/train/optimiser.h"
#include "core/train/step_engine.h"
#include "core/train/validation_split.h"
#include "tests/support/generated_movielens.h"

#include <torch/types.h>

#include <QtTest>

#include <array>
#include <cmath>
#include <numeric>
#include <optional>

using namespace towerlab;
using towerlab::test::smallDemo;

namespace {

/// A run's parts, as the trainer puts them together.
struct Setup {
    explicit Setup(const RunSettings& itsSettings, torch::ScalarType precision = torch::kFloat)
        : settings(itsSettings) {
        const auto dataset = smallDemo();
        const Encoding encoding(*dataset);
        const Vocabulary& vocabulary = encoding.vocabulary();
        inputs = makeNetInputs(vocabulary, settings.model);
        std::vector<std::uint32_t> rows(dataset->ratings().size());
        std::iota(rows.begin(), rows.end(), 0U);
        examples = encodeExamples(*dataset, encoding, rows, [&](float stars) {
            return targetOf(stars, settings, vocabulary);
        });
        sampler.emplace(examples.users, examples.movies, vocabulary.userCount(),
                        vocabulary.movieCount(), NegativeSampling::Uniform);
        net = std::make_shared<TwoTowerNetImpl>(netShape(vocabulary, settings.model));
        net->initialise(settings.train.seed);
        startMatch(*net, settings, vocabulary, {}, 0.5);
        net->to(precision);
        engine = makeStepEngine({*net, inputs, examples, &*sampler, nullptr, settings},
                                settings.train.threads);
    }

    RunSettings settings;
    NetInputs inputs;
    Examples examples;
    std::optional<NegativeSampler> sampler;
    std::shared_ptr<TwoTowerNetImpl> net;
    std::unique_ptr<StepEngine> engine;
};

/// Largest difference of two weight tensors, relative to the larger of the value and the tensor's
/// own scale (its root mean square), but at least the length of one step: weights whose gradient is
/// 0 but for rounding (the bias of the movies' last layer under a softmax) have no scale of their
/// own.
double difference(const torch::Tensor& a, const torch::Tensor& b) {
    const torch::Tensor x = a.detach().to(torch::kDouble);
    const torch::Tensor y = b.detach().to(torch::kDouble);
    const torch::Tensor scale =
        x.abs().clamp_min(std::max(x.square().mean().sqrt().item<double>(), 1e-3));
    return ((x - y).abs() / scale).max().item<double>();
}

/// Largest differences seen: of the two engines, and of each to double precision.
struct Worst {
    double apart = 0, plain = 0, fast = 0;
    void add(double apartNow, double plainNow, double fastNow) {
        apart = std::max(apart, apartNow);
        plain = std::max(plain, plainNow);
        fast = std::max(fast, fastNow);
    }
};

} // namespace

class TestFastEngine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreesWithAutograd_data();
    void agreesWithAutograd();
    void multipliesLikeThePlainLoops_data();
    void multipliesLikeThePlainLoops();
    void lazyRowsEqualDenseOnes();
    void sameSeedGivesTheSameNumbers();
    void stateGoesFromOneEngineToTheOther();
    void exponentialsAreThoseOfTheLibrary();
};

void TestFastEngine::agreesWithAutograd_data() {
    QTest::addColumn<QString>("objective");
    QTest::addColumn<QString>("match");
    QTest::addColumn<int>("batch");
    QTest::addColumn<bool>("oddSizes");
    for (const char* objective : {"mse", "bce"})
        for (const char* match : {"dot", "cosine", "weighted", "weighted cosine"})
            for (const int batch : {32, 50, 256})
                QTest::addRow("%s %s %d", objective, match, batch)
                    << objective << match << batch << (batch == 50);
    for (const char* match : {"dot", "unit vectors", "weighted"})
        for (const int batch : {32, 50, 256})
            QTest::addRow("in-batch %s %d", match, batch)
                << "in-batch" << match << batch << (batch == 50);
}

void TestFastEngine::agreesWithAutograd() {
    QFETCH(QString, objective);
    QFETCH(QString, match);
    QFETCH(int, batch);
    QFETCH(bool, oddSizes);
    RunSettings settings;
    settings.train.objective = objective == "mse"   ? Objective::MeanSquaredError
                               : objective == "bce" ? Objective::BinaryCrossEntropy
                                                    : Objective::InBatchSoftmax;
    settings.model.match = match == "weighted"          ? Match::WeightedProduct
                           : match == "weighted cosine" ? Match::WeightedCosine
                           : match == "cosine"          ? Match::Cosine
                                                        : Match::DotProduct;
    const bool cosine = isCosine(settings.model.match);
    if (!isWeighted(settings.model.match)) // both places of the epsilon are tried
        settings.train.epsilonPlace = EpsilonPlace::OutsideRoot;
    settings.train.threads = 1;
    if (objective == "in-batch") {
        settings.model.l2 = 0;
        settings.model.vectorActivation = Activation::Linear;
        settings.model.normalise = match == "unit vectors" ? Switch::On : Switch::Off;
        settings.train.temperature = match == "unit vectors" ? 0.2 : match == "weighted" ? 0.5 : 1;
        settings.train.learnTemperature = batch == 50 ? Switch::On : Switch::Off;
        settings.train.hitRemoval = batch == 256  ? HitRemoval::AllRated
                                    : batch == 50 ? HitRemoval::SameMovie
                                                  : HitRemoval::None;
        settings.train.logQ = batch == 32 ? Switch::Off : Switch::On;
        settings.train.schedule = Schedule::Cosine;
    }
    QVERIFY(whyNotFast(settings).empty());
    // RMSprop divides by the gradient's own size, so that a gradient which is all rounding error
    // takes a full step too. With a cosine, whose gradient along the vectors cancels out, and in
    // large batches, LibTorch's own single precision strays from double precision within a few
    // steps for that reason; a larger epsilon keeps such gradients small.
    // A vector whose units are nearly all off is short, and a cosine's gradient, which is divided
    // by its length, then magnifies the rounding: linear vectors stay long.
    if (cosine && batch != 32)
        settings.model.vectorActivation = Activation::Linear;
    const bool plain = match == "dot" || match == "weighted";
    if (!plain || batch >= 256 || objective == "in-batch") {
        settings.train.epsilon = cosine ? 1e-1 : 1e-2;
        if (settings.train.epsilonPlace == EpsilonPlace::InsideRoot)
            settings.train.epsilon *= settings.train.epsilon; // acts as its root
    }
    if (oddSizes) {
        settings.model.idEmbedding = 13;
        settings.model.featureEmbedding = 3;
        settings.model.hiddenUnits = 10;
        settings.model.vectorSize = 5;
    }
    settings.train.engine = Engine::Autograd;
    Setup exact(settings, torch::kDouble);
    Setup autograd(settings);
    settings.train.engine = Engine::Fast;
    Setup fast(settings);
    settings.train.threads = 2; // the same to the last bit
    Setup twice(settings);
    const std::array<Setup*, 4> all = {&exact, &autograd, &fast, &twice};
    const int steps = cosine ? 20 : 200;
    const std::int64_t count = autograd.examples.size();
    std::array<Random, 4> orders = {Random(1, "shuffle"), Random(1, "shuffle"),
                                    Random(1, "shuffle"), Random(1, "shuffle")};
    Worst losses;
    for (std::int64_t step = 0, start = count; step < steps; ++step, start += batch) {
        if (start >= count) {
            start = 0;
            for (std::size_t i = 0; i < all.size(); ++i)
                all[i]->engine->shuffle(orders[i]);
        }
        std::array<double, 4> loss{};
        for (Setup* setup : all)
            setup->engine->setLearningRate(settings.train.learningRate *
                                           rateFactor(static_cast<std::uint64_t>(step),
                                                      static_cast<std::uint64_t>(steps),
                                                      settings.train));
        for (std::size_t i = 0; i < all.size(); ++i)
            loss[i] =
                double{all[i]->engine->step(start, std::min<std::int64_t>(batch, count - start))};
        QCOMPARE(loss[3], loss[2]);
        losses.add(std::abs(loss[2] - loss[1]) / loss[0], std::abs(loss[1] - loss[0]) / loss[0],
                   std::abs(loss[2] - loss[0]) / loss[0]);
    }
    fast.engine->store(*fast.net);
    twice.engine->store(*twice.net);
    QVERIFY(losses.plain < 1e-3); // else there is nothing to compare with
    Worst weights;
    for (std::size_t i = 0; i < autograd.net->parameters().size(); ++i) {
        const torch::Tensor reference = exact.net->parameters()[i];
        const torch::Tensor a = autograd.net->parameters()[i];
        const torch::Tensor b = fast.net->parameters()[i];
        QVERIFY(b.equal(twice.net->parameters()[i]));
        weights.add(difference(a, b), difference(reference, a), difference(reference, b));
    }
    qInfo("losses: fast to autograd %.1e; to double precision: autograd %.1e, fast %.1e",
          losses.apart, losses.plain, losses.fast);
    qInfo("weights: fast to autograd %.1e; to double precision: autograd %.1e, fast %.1e",
          weights.apart, weights.plain, weights.fast);
    // The seed's own settings, as the article's text has them and as its code.
    if (objective == "mse" && plain && batch == 32) {
        QVERIFY(losses.apart < 1e-5);
        QVERIFY(weights.apart < 1e-5);
    }
    // Elsewhere LibTorch may still be the one that strays.
    QVERIFY(std::min(losses.apart, losses.fast) < 1e-5);
    QVERIFY(std::min(weights.apart, weights.fast) < 2e-5);
}

void TestFastEngine::multipliesLikeThePlainLoops_data() {
    QTest::addColumn<int>("m");
    QTest::addColumn<int>("n");
    QTest::addColumn<int>("k");
    QTest::addColumn<bool>("transposed");
    for (const bool transposed : {false, true})
        for (const auto& [m, n, k] : {std::array{32, 32, 106}, std::array{1, 8, 1},
                                      std::array{7, 24, 5}, std::array{11, 40, 3}})
            QTest::addRow("%dx%dx%d%s", m, n, k, transposed ? " transposed" : "")
                << m << n << k << transposed;
}

void TestFastEngine::multipliesLikeThePlainLoops() {
    QFETCH(int, m);
    QFETCH(int, n);
    QFETCH(int, k);
    QFETCH(bool, transposed);
    torch::manual_seed(3);
    const torch::Tensor a = transposed ? torch::randn({k, m}) : torch::randn({m, k});
    const torch::Tensor b = torch::randn({k, n});
    const torch::Tensor c = torch::randn({m, n});
    const torch::Tensor expected = c + torch::matmul(transposed ? a.t() : a, b);
    const auto rows = static_cast<std::size_t>(m);
    const auto inner = static_cast<std::size_t>(k);
    const Strided left = {a.data_ptr<float>(), transposed ? 1 : inner, transposed ? rows : 1};
    for (const Kernels* loops : {&kernels(), &baselineKernels()}) {
        const torch::Tensor result = c.clone();
        loops->multiplyAdd(result.data_ptr<float>(), left, b.data_ptr<float>(), rows,
                           static_cast<std::size_t>(n), inner);
        QVERIFY2(torch::allclose(result, expected, 1e-5, 1e-5), loops->name);
    }
}

void TestFastEngine::lazyRowsEqualDenseOnes() {
    // Row 0 has a gradient at steps 1 and 8, row 1 at step 5 twice; the dense rule, in double.
    const std::vector<float> weights = {1, 2, 3, 4, 5, 6};
    for (const bool inside : {false, true}) {
        const RmsPropRate rate = {0.01F, 0.9F, inside ? 1e-2F : 0.0F, inside ? 0.0F : 1e-2F};
        fast::LazyTable table(weights, 3, 2);
        std::vector<double> w(weights.begin(), weights.end());
        std::vector<double> v(6, 0);
        for (int step = 1; step <= 8; ++step) {
            std::vector<double> g(6, 0);
            table.beginStep();
            const auto gradient = [&](std::int32_t row, float x, float y) {
                const std::array<float, 2> values = {x, y};
                table.addGradient(row, values.data());
                g[static_cast<std::size_t>(row) * 2] += double{x};
                g[static_cast<std::size_t>(row) * 2 + 1] += double{y};
            };
            if (step == 1 || step == 8)
                gradient(0, 0.5F, -0.25F);
            if (step == 5) {
                gradient(1, 0.125F, 1);
                gradient(1, 0.5F, 2);
            }
            table.update(kernels(), rate);
            for (std::size_t i = 0; i < 6; ++i) {
                v[i] = 0.9 * v[i] + 0.1 * g[i] * g[i];
                w[i] -= 0.01 * g[i] / (inside ? std::sqrt(v[i] + 1e-2) : std::sqrt(v[i]) + 1e-2);
            }
        }
        std::vector<float> result(6);
        table.store(result.data());
        for (std::size_t i = 0; i < 6; ++i)
            QVERIFY2(std::abs(double{result[i]} - w[i]) < 1e-6, qPrintable(QString::number(i)));
        QCOMPARE(result[4], 5.0F); // row 2 was in no batch
    }
}

void TestFastEngine::sameSeedGivesTheSameNumbers() {
    const auto losses = [](int threads) {
        RunSettings settings;
        settings.train.threads = threads;
        Setup run(settings);
        Random order(7, "shuffle");
        run.engine->shuffle(order);
        std::vector<float> list;
        for (int step = 0; step < 100; ++step)
            list.push_back(run.engine->step(step * 32, 32));
        return list;
    };
    QCOMPARE(losses(1), losses(1));
    QCOMPARE(losses(2), losses(1)); // each tower on its own thread: the same sums
}

void TestFastEngine::stateGoesFromOneEngineToTheOther() {
    // 30 steps on one engine and 30 on the other are 60 on the first.
    const auto losses = [](Engine first, Engine second) {
        RunSettings settings;
        settings.train.engine = first;
        settings.train.threads = 1;
        Setup begun(settings);
        for (std::int64_t step = 0; step < 30; ++step)
            begun.engine->step(step * 32, 32);
        begun.engine->store(*begun.net);
        const NamedTensors state = begun.engine->state();

        settings.train.engine = second;
        Setup goesOn(settings);
        {
            const torch::NoGradGuard noGrad;
            for (std::size_t i = 0; i < goesOn.net->parameters().size(); ++i)
                goesOn.net->parameters()[i].copy_(begun.net->parameters()[i]);
        }
        goesOn.engine = makeStepEngine(
            {*goesOn.net, goesOn.inputs, goesOn.examples, nullptr, nullptr, goesOn.settings}, 1);
        goesOn.engine->setState(state);
        std::vector<double> list;
        for (std::int64_t step = 30; step < 60; ++step)
            list.push_back(double{goesOn.engine->step(step * 32, 32)});
        return list;
    };
    RunSettings settings;
    settings.train.threads = 1;
    Setup whole(settings);
    std::vector<double> expected;
    for (std::int64_t step = 0; step < 60; ++step) {
        if (step == 30) // as a run does at the end of each epoch
            (void)whole.engine->state();
        expected.push_back(double{whole.engine->step(step * 32, 32)});
    }
    expected.erase(expected.begin(), expected.begin() + 30);
    QCOMPARE(losses(Engine::Fast, Engine::Fast), expected); // bit for bit
    for (const auto& [first, second] :
         {std::pair{Engine::Fast, Engine::Autograd}, std::pair{Engine::Autograd, Engine::Fast},
          std::pair{Engine::Autograd, Engine::Autograd}}) {
        const std::vector<double> seen = losses(first, second);
        for (std::size_t i = 0; i < seen.size(); ++i)
            QVERIFY2(std::abs(seen[i] - expected[i]) < 1e-5 * expected[i],
                     qPrintable(QString::number(i)));
    }
}

void TestFastEngine::exponentialsAreThoseOfTheLibrary() {
    constexpr std::size_t count = 4096;
    for (const Kernels* loops : {&kernels(), &baselineKernels()}) {
        std::vector<float> values(count);
        for (std::size_t i = 0; i < count; ++i)
            values[i] = 3.0F - 95.0F * static_cast<float>(i) / static_cast<float>(count);
        std::vector<float> results = values;
        const float largest = loops->largest(values.data(), count);
        QCOMPARE(largest, 3.0F);
        const float sum = loops->exponentials(results.data(), largest, count);
        double expectedSum = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const double expected = std::exp(double{values[i] - largest});
            expectedSum += expected;
            const double tolerance = expected < 1e-37 ? 1e-37 : 2e-7 * expected;
            QVERIFY2(std::abs(double{results[i]} - expected) <= tolerance,
                     qPrintable(QString::number(double{values[i]})));
        }
        QVERIFY(std::abs(double{sum} - expectedSum) < 1e-5 * expectedSum);
    }
}

QTEST_GUILESS_MAIN(TestFastEngine)
#include "tst_fast_engine.moc"
