// SPDX-License-Identifier: MIT
//
// One tiny net with the match and the optimiser of the article's text (a single weight, the epsilon
// outside the root; see tst_weighted_step for those of its code), two examples, two steps, against
// numbers worked out without LibTorch: a script of plain Python lists did the formulas below in
// double precision, and central differences (L(w + 1e-6) - L(w - 1e-6)) / 2e-6 agreed with each of
// its gradients to 1e-8.
//
// Forward, first example: user (id 0, gender 0, age 0, occupation 0), movie (id 0, genre 0), y 0.75
//   x_u = (0.5, -0.2, 0.2, 0.1, 0.3)               the joined embeddings
//   h_u = relu(H_u x_u + c_u) = (0.48, 0.15)       e.g. 0.4*0.5 + 0.3*0.2 + 0.2*0.2 + 0.5*0.1
//                                                       + 0.1*0.3 + 0.1 = 0.48
//   u   = relu(O_u h_u + d_u) = (0.359, 0.334)     0.8*0.48 - 0.5*0.15 + 0.05 = 0.359
//   x_m = (0.3, 0.4, 0.25), h_m = (0.355, 0.41), v = (0.477, 0.348)
//   u.v = 0.287475, z = 1.5 u.v - 0.25 = 0.1812125, p = 1 / (1 + exp(-z)) = 0.545179559
// Second example: user (1, 1, 0, 0), movie (1, 0), y 0.25
//   h_u = (0.05, 0.35), u = (0, 0.325)             the first unit is off: -0.085
//   h_m = (0, 0.63), v = (0.352, 0.617)            the first hidden unit is off: -0.135
//   u.v = 0.200525, z = 0.0507875, p = 0.512694147
// Penalty: 0.01 * (0.64 + 0.25 + 0.09 + 0.36 + 0.36 + 0.16 + 0.04 + 0.81) = 0.0271
// Loss: ((p1 - 0.75)^2 + (p2 - 0.25)^2) / 2 + penalty = 0.082579814
//
// Backward: dz = (p - y) p (1 - p), the 2 of the square gone against the 2 of the mean:
//   dz1 = -0.050788, dz2 = 0.065632; dw = sum(dz u.v) = -0.001439305; db = sum(dz) = 0.014844173
//   du = dz w v and dv = dz w u where the unit is on; the kernels of the second dense layers get
//   du h_u' + 2 * 0.01 * O_u, and so on down to the embeddings. User 2 is in no example.
//
// Update: v = 0.9 v + 0.1 g^2, w -= 0.01 g / (sqrt(v) + 1e-7).
//   bias: v = 0.1 * 0.014844173^2, -0.25 - 0.01 * 0.014844173 / 0.004694140 = -0.281622103
#include "core/train/objective.h"
#include "core/train/step_engine.h"

#include <QtTest>

#include <initializer_list>
#include <memory>

using namespace towerlab;

namespace {

using Literals = std::vector<double>;

struct Weights {
    Literals userId, gender, age, occupation, userHidden, userHiddenBias, userOutput,
        userOutputBias;
    Literals movieId, genre, movieHidden, movieHiddenBias, movieOutput, movieOutputBias;
    Literals match, matchBias;

    /// In the order of the net's parameters().
    std::vector<const Literals*> inOrder() const {
        return {&userId,      &gender,          &age,         &occupation,
                &userHidden,  &userHiddenBias,  &userOutput,  &userOutputBias,
                &movieId,     &genre,           &movieHidden, &movieHiddenBias,
                &movieOutput, &movieOutputBias, &match,       &matchBias};
    }
};

const Weights initial = {.userId = {0.5, -0.2, 0.1, 0.3, 0.7, 0.7},
                         .gender = {0.2, -0.4},
                         .age = {0.1},
                         .occupation = {0.3},
                         .userHidden = {0.4, -0.3, 0.2, 0.5, 0.1, -0.2, 0.6, 0.3, -0.1, 0.4},
                         .userHiddenBias = {0.1, 0.2},
                         .userOutput = {0.8, -0.5, 0.3, 0.6},
                         .userOutputBias = {0.05, 0.1},
                         .movieId = {0.3, 0.4, -0.6, 0.2},
                         .genre = {0.25},
                         .movieHidden = {0.5, 0.2, -0.3, -0.4, 0.7, 0.6},
                         .movieHiddenBias = {0.2, 0.1},
                         .movieOutput = {0.6, 0.4, -0.2, 0.9},
                         .movieOutputBias = {0.1, 0.05},
                         .match = {1.5},
                         .matchBias = {-0.25}};

const Weights firstGradient = {
    .userId = {-0.015262011, 0.012464661, 0, 0.016400254, 0, 0},
    .gender = {-0.006725981, 0.014578003},
    .age = {-0.013271378},
    .occupation = {0.013602904},
    .userHidden = {-0.016689623, 0.012871501, -0.014693751, -0.001880124, -0.005640373, 0.004775782,
                   0.010480990, -0.014125491, 0.003870757, 0.011612271},
    .userHiddenBias = {-0.018801242, 0.038707571},
    .userOutput = {-0.001442298, -0.015450718, -0.003688115, 0.029282964},
    .userOutputBias = {-0.036338122, 0.034230850},
    .movieId = {0.007875545, -0.025951666, -0.011518277, 0.020156984},
    .genre = {0.000369904},
    .movieHidden = {-0.003396129, -0.004528172, -0.002830107, -0.027429235, -0.007776622,
                    -0.001260927},
    .movieHiddenBias = {-0.011320430, -0.005043708},
    .movieOutput = {0.002291170, -0.003213015, -0.013032728, 0.027724820},
    .movieOutputBias = {-0.027348817, 0.006550910},
    .match = {-0.001439305},
    .matchBias = {0.014844173}};

const Weights afterOneStep = {
    .userId = {0.531622121, -0.231621974, 0.1, 0.268377833, 0.7, 0.7},
    .gender = {0.231621290, -0.431622091},
    .age = {0.131622023},
    .occupation = {0.268377959},
    .userHidden = {0.431622177, -0.331622000, 0.231622096, 0.531617459, 0.131621004, -0.231620683,
                   0.568378177, 0.331622069, -0.131620193, 0.368378085},
    .userHiddenBias = {0.131622245, 0.168377482},
    .userOutput = {0.831615845, -0.468377871, 0.331620065, 0.568377565},
    .userOutputBias = {0.081622501, 0.068377516},
    .movieId = {0.268378493, 0.431622391, -0.568378092, 0.168377719},
    .genre = {0.218404234},
    .movieHidden = {0.531619832, 0.231620568, -0.268380756, -0.368377588, 0.731621491, 0.631614848},
    .movieHiddenBias = {0.231621893, 0.131620794},
    .movieOutput = {0.568381587, 0.431619665, -0.168377991, 0.868377584},
    .movieOutputBias = {0.131622411, 0.018378750},
    .match = {1.531615830},
    .matchBias = {-0.281622103}};

const Weights afterTwoSteps = {
    .userId = {0.555051445, -0.255510201, 0.068377812, 0.283815837, 0.7, 0.7},
    .gender = {0.254964269, -0.454286218},
    .age = {0.123112874},
    .occupation = {0.253729803},
    .userHidden = {0.452686855, -0.358725885, 0.259874656, 0.512550513, 0.117170010, -0.248954270,
                   0.561579364, 0.340690755, -0.146321011, 0.357748727},
    .userHiddenBias = {0.115873122, 0.156659523},
    .userOutput = {0.837106374, -0.461072283, 0.346228954, 0.549137017},
    .userOutputBias = {0.080215513, 0.048142546},
    .movieId = {0.257331823, 0.454083118, -0.550712915, 0.149173788},
    .genre = {0.249439218},
    .movieHidden = {0.556306689, 0.257968740, -0.243925203, -0.349606379, 0.756335227, 0.658804552},
    .movieHiddenBias = {0.257332642, 0.159693003},
    .movieOutput = {0.588567696, 0.457318918, -0.147573439, 0.848497416},
    .movieOutputBias = {0.154617043, 0.004506174},
    .match = {1.562765842},
    .matchBias = {-0.307748106}};

std::shared_ptr<TwoTowerNetImpl> makeNet(Match match = Match::DotProduct) {
    ModelSettings settings;
    settings.idEmbedding = 2;
    settings.featureEmbedding = 1;
    settings.hiddenUnits = 2;
    settings.vectorSize = 2;
    settings.match = match;
    auto net = std::make_shared<TwoTowerNetImpl>(
        NetShape{{3, 2, {2, 1, 1}, {}, 0, 0}, {2, 2, {1}, {}, 0, 0}, settings});
    // In double precision, so that a slip can't hide in the tolerance; the code is the same.
    net->to(torch::kFloat64);
    const torch::NoGradGuard noGrad;
    const auto parameters = net->parameters();
    const auto literals = initial.inOrder();
    for (std::size_t i = 0; i < literals.size(); ++i)
        parameters[i].copy_(
            torch::tensor(*literals[i], torch::kFloat64).reshape(parameters[i].sizes()));
    return net;
}

/// Users and movies 0 and 1, whose features are those of the batch below.
NetInputs makeInputs() {
    NetInputs inputs;
    inputs.users.columns = torch::tensor({0, 1, 0, 1, 0, 0, 0, 0}, torch::kInt64).reshape({4, 2});
    inputs.movies.columns = torch::tensor({0, 1, 0, 0}, torch::kInt64).reshape({2, 2});
    return inputs;
}

Batch makeBatch() {
    return {torch::tensor({0, 1}, torch::kInt64),
            torch::tensor({0, 1}, torch::kInt64),
            torch::tensor({0.75, 0.25}, torch::kFloat64),
            {},
            {}};
}

/// Steps of the plain path on the batch above.
class Steps {
public:
    explicit Steps(TwoTowerNetImpl& net, const TrainSettings& train) {
        examples_.users = {0, 1};
        examples_.movies = {0, 1};
        examples_.targets = {0.75F, 0.25F};
        settings_.model = net.shape().settings;
        settings_.train = train;
        settings_.train.engine = Engine::Autograd;
        engine_ = makeStepEngine({net, inputs_, examples_, nullptr, nullptr, settings_}, 1);
    }
    double take() { return double{engine_->step(0, 2)}; }

private:
    NetInputs inputs_ = makeInputs();
    Examples examples_;
    RunSettings settings_;
    std::unique_ptr<StepEngine> engine_;
};

torch::Tensor logitsOf(TwoTowerNetImpl& net) {
    const Batch batch = makeBatch();
    return net.forward(makeInputs(), batch.users, batch.movies);
}

TrainSettings makeSettings() {
    TrainSettings settings;
    settings.learningRate = 0.01;
    settings.rho = 0.9;
    settings.epsilon = 1e-7;
    settings.epsilonPlace = EpsilonPlace::OutsideRoot;
    return settings;
}

void compareNumber(double actual, double expected, double tolerance, const QString& what) {
    QVERIFY2(std::abs(actual - expected) <= tolerance, qPrintable(QStringLiteral("%1: %2 is not %3")
                                                                      .arg(what)
                                                                      .arg(actual, 0, 'g', 9)
                                                                      .arg(expected, 0, 'g', 9)));
}

void compareTensor(const torch::Tensor& actual, const Literals& expected, double tolerance,
                   const std::string& what) {
    const torch::Tensor flat = actual.detach().flatten();
    QCOMPARE(static_cast<std::size_t>(flat.size(0)), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        compareNumber(flat[static_cast<std::int64_t>(i)].item<double>(), expected[i], tolerance,
                      QStringLiteral("%1[%2]").arg(QString::fromStdString(what)).arg(i));
}

void compareWeights(TwoTowerNetImpl& net, const Weights& expected, double tolerance) {
    const auto named = net.named_parameters();
    const auto literals = expected.inOrder();
    QCOMPARE(named.size(), literals.size());
    for (std::size_t i = 0; i < literals.size(); ++i)
        compareTensor(named[i].value(), *literals[i], tolerance, named[i].key());
}

} // namespace

class TestSeedStep : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void forwardMatchesHandComputation();
    void cosineMatchesHandComputation();
    void crossEntropyMatchesHandComputation();
    void gradientsMatchHandComputation();
    void twoStepsMatchHandComputation();
    void untouchedRowsStay();
    void initialisationIsThatOfKeras();
    void cosineOfZeroVectorIsFinite();
};

void TestSeedStep::forwardMatchesHandComputation() {
    const auto net = makeNet();
    const Batch batch = makeBatch();
    const NetInputs inputs = makeInputs();
    compareTensor(net->userTower(inputs.users, batch.users).vectors, {0.359, 0.334, 0, 0.325}, 1e-8,
                  "user vectors");
    compareTensor(net->movieTower(inputs.movies, batch.movies).vectors,
                  {0.477, 0.348, 0.352, 0.617}, 1e-6, "movie vectors");
    const torch::Tensor logits = logitsOf(*net);
    compareTensor(logits, {0.1812125, 0.0507875}, 1e-7, "logits");
    compareTensor(torch::sigmoid(logits), {0.545179559, 0.512694147}, 1e-8, "outputs");
    compareTensor(net->penalty(), {0.0271}, 1e-8, "penalty");
    const auto loss = objectiveLoss({}, logits, batch.targets);
    compareTensor(loss + net->penalty(), {0.082579814}, 1e-8, "loss");
}

void TestSeedStep::cosineMatchesHandComputation() {
    // 1.5 * 0.287475 / (0.490344 * 0.590451) - 0.25 and 1.5 * 0.617 / |(0.352, 0.617)| - 0.25
    compareTensor(logitsOf(*makeNet(Match::Cosine)), {1.239383180, 1.052884185}, 1e-7, "logits");
}

void TestSeedStep::crossEntropyMatchesHandComputation() {
    // mean(ln(1 + exp(z)) - y z) for z = (0.1812125, 0.0507875), y = (1, 0)
    RunSettings settings;
    settings.train.objective = Objective::BinaryCrossEntropy;
    const auto loss =
        objectiveLoss(settings, torch::tensor({0.1812125, 0.0507875}, torch::kFloat64),
                      torch::tensor({1.0, 0.0}, torch::kFloat64));
    compareTensor(loss, {0.662751695}, 1e-8, "loss");
}

void TestSeedStep::gradientsMatchHandComputation() {
    const auto net = makeNet();
    Steps steps(*net, makeSettings());
    steps.take();
    const auto named = net->named_parameters();
    const auto literals = firstGradient.inOrder();
    for (std::size_t i = 0; i < literals.size(); ++i)
        compareTensor(named[i].value().grad(), *literals[i], 2e-9, named[i].key());
}

void TestSeedStep::twoStepsMatchHandComputation() {
    const auto net = makeNet();
    Steps steps(*net, makeSettings());
    compareNumber(steps.take(), 0.082579814, 1e-8, "first loss");
    compareWeights(*net, afterOneStep, 1e-8);
    compareNumber(steps.take(), 0.066331695, 1e-8, "second loss");
    compareWeights(*net, afterTwoSteps, 1e-8);
}

void TestSeedStep::untouchedRowsStay() {
    const auto net = makeNet();
    const torch::Tensor before = net->userTower->embeddings[0]->weight[2].clone();
    Steps steps(*net, makeSettings());
    for (int i = 0; i < 20; ++i)
        steps.take();
    QVERIFY(torch::equal(net->userTower->embeddings[0]->weight[2], before));
}

void TestSeedStep::initialisationIsThatOfKeras() {
    TwoTowerNetImpl net({{2000, 100, {2, 7, 21}, {}, 0, 0}, {1000, 100, {18}, {}, 0, 0}, {}});
    net.initialise(1);
    const torch::Tensor ids = net.userTower->embeddings[0]->weight;
    QVERIFY(ids.abs().max().item<float>() <= 0.05F);
    // A uniform variable in ±a has the standard deviation a / sqrt(3).
    compareNumber(ids.std().item<double>(), 0.05 / std::sqrt(3.0), 2e-4, "deviation of embeddings");
    const double limit = std::sqrt(6.0 / (106 + 32));
    const torch::Tensor kernel = net.userTower->hidden.front()->weight;
    QCOMPARE(kernel.sizes().vec(), (std::vector<std::int64_t>{32, 106}));
    QVERIFY(kernel.abs().max().item<double>() <= limit + 1e-6);
    compareNumber(kernel.std().item<double>(), limit / std::sqrt(3.0), 5e-3, "deviation of kernel");
    QCOMPARE(net.userTower->hidden.front()->bias.abs().sum().item<float>(), 0.0F);
    QCOMPARE(net.movieTower->hidden.front()->weight.size(1), 102);
    QCOMPARE(net.match->bias.item<float>(), 0.0F);

    TwoTowerNetImpl same({{2000, 100, {2, 7, 21}, {}, 0, 0}, {1000, 100, {18}, {}, 0, 0}, {}});
    same.initialise(1);
    QVERIFY(torch::equal(same.userTower->embeddings[0]->weight, ids));
    same.initialise(2);
    QVERIFY(!torch::equal(same.userTower->embeddings[0]->weight, ids));
}

void TestSeedStep::cosineOfZeroVectorIsFinite() {
    const auto net = makeNet(Match::Cosine);
    {
        const torch::NoGradGuard noGrad;
        net->userTower->output->bias.fill_(-10); // all units off
    }
    Steps steps(*net, makeSettings());
    for (int i = 0; i < 3; ++i)
        QVERIFY(std::isfinite(steps.take()));
    for (const torch::Tensor& weights : net->parameters())
        QVERIFY(torch::isfinite(weights).all().item<bool>());
}

QTEST_GUILESS_MAIN(TestSeedStep)
#include "tst_seed_step.moc"
