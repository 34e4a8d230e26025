// SPDX-License-Identifier: MIT
//
// One step of a tiny net with the article's match and optimiser, eight weights and the epsilon
// inside the root, against numbers worked out without LibTorch: a script of plain Python lists did
// the formulas below in double precision, and central differences agreed with each of its gradients
// to 3e-11.
//
// Towers: one hidden unit, vectors of 8. First example: user 0, movie 0, y 0.75
//   h_u = relu(0.4·0.5 - 0.3·0.2 + 0.2·0.1 + 0.5·0.3 + 0.1) = 0.41
//   u   = relu(O_u h_u + d_u) = (0.378, 0.095, 0.023, 0.346, 0.118, 0.369, 0.314, 0.237)
//   v   = (0.46, 0.29, 0.12, 0.34, 0.3, 0.16, 0.52, 0.32)
//   z   = sum_k w_k u_k v_k - 0.25 = -0.137808, p = 0.465602420
// Second example: user 1, movie 1, y 0.25: u_2 = 0 and v_3 = 0, z = -0.17526, p = 0.456296809
// Loss: mean((p - y)²) + 0.01 (sum O_u² + sum O_v²) = 0.113720178
//
// Backward: dz = (p - y) p (1 - p); dw_k = sum dz u_k v_k, e.g. dw_0 = -0.009939728;
//   du_k = dz w_k v_k where the unit is on, and so on.
// Update with lr 0.01, rho 0.9, epsilon 1e-4: v = 0.1 g², w -= 0.01 g / sqrt(v + 1e-4):
//   w_0 = 0.7 + 0.01 · 0.009939728 / sqrt(0.1 · 0.009939728² + 1e-4) = 0.709482340;
//   with the epsilon outside the root it would be 0.730647733.
#include "core/train/step_engine.h"

#include <QtTest>

#include <memory>

using namespace towerlab;

namespace {

using Literals = std::vector<double>;

/// In the order of the net's parameters(): user tower, movie tower, match.
const std::vector<Literals> initial = {{0.5, -0.4},
                                       {0.2, -0.3},
                                       {0.1},
                                       {0.3},
                                       {0.4, -0.3, 0.2, 0.5},
                                       {0.1},
                                       {0.8, -0.5, 0.3, 0.6, -0.2, 0.9, 0.4, 0.7},
                                       {0.05, 0.3, -0.1, 0.1, 0.2, 0.0, 0.15, -0.05},
                                       {0.6, -0.2},
                                       {0.25},
                                       {0.5, 0.4},
                                       {0.2},
                                       {0.6, 0.4, -0.3, 0.9, 0.5, -0.4, 0.7, 0.2},
                                       {0.1, 0.05, 0.3, -0.2, 0.0, 0.4, 0.1, 0.2},
                                       {0.7, -0.4, 0.5, -0.6, 0.3, 0.8, -0.2, 0.6},
                                       {-0.25}};

const std::vector<Literals> afterOneStep = {{0.510687776, -0.408938835},
                                            {0.191776038, -0.293175529},
                                            {0.101018043},
                                            {0.302538212},
                                            {0.418869167, -0.288241137, 0.200509220, 0.501526077},
                                            {0.105028066},
                                            {0.792031481, -0.493010463, 0.295778883, 0.584410209,
                                             -0.193817582, 0.885090340, 0.390012746, 0.690549099},
                                            {0.063481618, 0.294536297, -0.095791985, 0.086867946,
                                             0.204777772, -0.004011797, 0.145155188, -0.043900216},
                                            {0.594338870, -0.200030708},
                                            {0.245420940},
                                            {0.493265497, 0.397119627},
                                            {0.189134768},
                                            {0.597735449, 0.391527050, -0.293644140, 0.879548414,
                                             0.491354141, -0.383676172, 0.685585028, 0.201483111},
                                            {0.110557712, 0.051404038, 0.300813504, -0.213322956,
                                             0.000048358, 0.412430905, 0.097914926, 0.207111783},
                                            {0.709482340, -0.399381285, 0.500195302, -0.591949715,
                                             0.301683732, 0.801228934, -0.191585664, 0.604222999},
                                            {-0.233351081}};

constexpr double lossOfTheStep = 0.113720178;

RunSettings settings(Engine engine) {
    RunSettings settings;
    settings.model.idEmbedding = 1;
    settings.model.featureEmbedding = 1;
    settings.model.hiddenUnits = 1;
    settings.train.learningRate = 0.01;
    settings.train.epsilon = 1e-4;
    settings.train.engine = engine;
    return settings;
}

/// What a step of an engine does to the tiny net.
struct Stepped {
    Stepped(Engine engine, torch::ScalarType precision) : settings(::settings(engine)) {
        net = std::make_shared<TwoTowerNetImpl>(
            NetShape{{2, 1, {2, 1, 1}, {}, 0, 0}, {2, 1, {1}, {}, 0, 0}, settings.model});
        net->to(precision);
        const torch::NoGradGuard noGrad;
        const auto parameters = net->parameters();
        for (std::size_t i = 0; i < parameters.size(); ++i)
            parameters[i].copy_(
                torch::tensor(initial[i], torch::kFloat64).reshape(parameters[i].sizes()));
    }
    void take() {
        NetInputs inputs;
        inputs.users.columns =
            torch::tensor({0, 1, 0, 1, 0, 0, 0, 0}, torch::kInt64).reshape({4, 2});
        inputs.movies.columns = torch::tensor({0, 1, 0, 0}, torch::kInt64).reshape({2, 2});
        Examples examples;
        examples.users = {0, 1};
        examples.movies = {0, 1};
        examples.targets = {0.75F, 0.25F};
        const auto engine = makeStepEngine({*net, inputs, examples, nullptr, nullptr, settings}, 1);
        loss = double{engine->step(0, 2)};
        engine->store(*net);
    }

    RunSettings settings;
    std::shared_ptr<TwoTowerNetImpl> net;
    double loss = 0;
};

void compare(const Stepped& stepped, double tolerance) {
    QVERIFY2(std::abs(stepped.loss - lossOfTheStep) < tolerance,
             qPrintable(QString::number(stepped.loss, 'g', 10)));
    const auto named = stepped.net->named_parameters();
    QCOMPARE(named.size(), afterOneStep.size());
    for (std::size_t i = 0; i < afterOneStep.size(); ++i) {
        const torch::Tensor expected = torch::tensor(afterOneStep[i], torch::kFloat64);
        const torch::Tensor seen = named[i].value().detach().to(torch::kFloat64).flatten();
        const double apart = (seen - expected).abs().max().item<double>();
        QVERIFY2(apart < tolerance, qPrintable(QStringLiteral("%1: %2 apart")
                                                   .arg(QString::fromStdString(named[i].key()))
                                                   .arg(apart)));
    }
}

} // namespace

class TestWeightedStep : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theNetHasAWeightPerDimension();
    void autogradMatchesHandComputation();
    void fastEngineMatchesHandComputation();
    void epsilonOutsideTheRootIsAnotherStep();
};

void TestWeightedStep::theNetHasAWeightPerDimension() {
    const Stepped weighted(Engine::Autograd, torch::kFloat64);
    QCOMPARE(weighted.net->match->weight.sizes().vec(), (std::vector<std::int64_t>{1, 8}));
    // As Keras draws the kernel of a dense layer from 8 to 1: Glorot uniform, in ±sqrt(6 / 9).
    weighted.net->initialise(5);
    const torch::Tensor weights = weighted.net->match->weight;
    QVERIFY(weights.abs().max().item<double>() < std::sqrt(6.0 / 9));
    QVERIFY(weights.abs().max().item<double>() > 0.3);
}

void TestWeightedStep::autogradMatchesHandComputation() {
    Stepped stepped(Engine::Autograd, torch::kFloat64);
    stepped.take();
    compare(stepped, 1e-8);
}

void TestWeightedStep::fastEngineMatchesHandComputation() {
    Stepped stepped(Engine::Fast, torch::kFloat32);
    stepped.take();
    compare(stepped, 3e-7);
}

void TestWeightedStep::epsilonOutsideTheRootIsAnotherStep() {
    for (const Engine engine : {Engine::Autograd, Engine::Fast}) {
        Stepped stepped(engine, torch::kFloat32);
        stepped.settings.train.epsilonPlace = EpsilonPlace::OutsideRoot;
        stepped.take();
        const double first = double{stepped.net->match->weight[0][0].item<float>()};
        QVERIFY2(std::abs(first - 0.730647733) < 3e-7, qPrintable(QString::number(first, 'g', 9)));
    }
}

QTEST_GUILESS_MAIN(TestWeightedStep)
#include "tst_weighted_step.moc"
