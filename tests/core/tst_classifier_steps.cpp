// SPDX-License-Identifier: MIT
// The gradients that the classifiers work out by hand, against LibTorch's autograd and Adam.
#include <torch/optim/adam.h>
#include <torch/types.h>

#include "core/classify/like_network.h"
#include "core/classify/user_softmax.h"
#include "core/kernels/kernels.h"

#include <QtTest>

#include <cmath>

using namespace towerlab;
using namespace towerlab::detail;

namespace {

constexpr std::size_t words = 6;
constexpr std::size_t units = 5;
constexpr std::size_t classes = 4;

SparseMatrix sparse(const torch::Tensor& dense) {
    SparseMatrix matrix;
    matrix.start = {0};
    for (std::int64_t row = 0; row < dense.size(0); ++row) {
        for (std::int64_t column = 0; column < dense.size(1); ++column)
            if (const float value = dense[row][column].item<float>(); value != 0) {
                matrix.column.push_back(static_cast<std::int32_t>(column));
                matrix.value.push_back(value);
            }
        matrix.start.push_back(static_cast<std::uint32_t>(matrix.column.size()));
    }
    return matrix;
}

/// The first `columns` of rows that stand `stride` apart.
torch::Tensor tensorOf(const std::vector<float>& values, std::size_t stride, std::size_t columns) {
    const auto rows = static_cast<std::int64_t>(values.size() / stride);
    return torch::tensor(values)
        .reshape({rows, static_cast<std::int64_t>(stride)})
        .narrow(1, 0, static_cast<std::int64_t>(columns))
        .contiguous();
}

/// tanh of each word's embedding: what a user of this word alone has.
torch::Tensor hiddenOfWords(const UserSoftmax& net) {
    const SparseMatrix each = sparse(torch::eye(static_cast<std::int64_t>(words)));
    return tensorOf(net.hidden(each), net.stride(), units);
}

/// Rows of W with b behind them.
torch::Tensor outputs(const UserSoftmax& net) {
    return tensorOf(net.classVectors(), net.stride(), units + 1);
}

bool close(const torch::Tensor& a, const torch::Tensor& b) {
    return torch::allclose(a, b, 1e-4, 1e-5);
}

/// To 1e-5 of the largest.
bool sameGradient(const std::vector<float>& own, const torch::Tensor& expected) {
    const auto difference = (torch::tensor(own) - expected).abs().max().item<float>();
    return difference <= 1e-5F * expected.abs().max().item<float>();
}

} // namespace

class TestClassifierSteps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void softmaxStepsAsAutogradDoes();
    void binaryStepsAsAutogradDoes();
};

void TestClassifierSteps::softmaxStepsAsAutogradDoes() {
    torch::manual_seed(1);
    const auto inputs = torch::rand({7, static_cast<std::int64_t>(words)}) *
                        (torch::rand({7, static_cast<std::int64_t>(words)}) > 0.4);
    const auto targets = torch::rand({7, static_cast<std::int64_t>(classes)}) *
                         (torch::rand({7, static_cast<std::int64_t>(classes)}) > 0.3);
    Random random(3, "test");
    UserSoftmax net({words, units, classes}, random, 2);
    auto table = torch::atanh(hiddenOfWords(net)).requires_grad_();
    auto output = outputs(net).requires_grad_();
    constexpr double rate = 0.01;
    torch::optim::Adam adam({table, output}, torch::optim::AdamOptions(rate).eps(1e-8));
    for (std::uint64_t step = 1; step <= 50; ++step) {
        const auto hidden = torch::tanh(torch::matmul(inputs, table));
        const auto ones = torch::ones({hidden.size(0), 1});
        const auto logits = torch::matmul(torch::cat({hidden, ones}, 1), output.t());
        const auto loss = -(targets * torch::log_softmax(logits, 1)).sum(1).mean();
        adam.zero_grad();
        loss.backward();
        adam.step();
        const double own = net.addGradients(sparse(inputs), sparse(targets));
        net.update({.learningRate = rate, .number = step});
        QVERIFY(std::abs(own - loss.item<double>()) < 1e-5);
    }
    QVERIFY(close(hiddenOfWords(net), torch::tanh(table.detach())));
    QVERIFY(close(outputs(net), output.detach()));
}

/// The same network by LibTorch, on copies of the weights: padded as they are, which changes
/// nothing as the padding of each layer's output is 0.
struct TorchNetwork {
    explicit TorchNetwork(LikeNetwork& net) {
        for (const AdamWeights* one : net.weights())
            weights.push_back(torch::tensor(one->value).requires_grad_());
    }

    /// A side's half of the first layer, for all its entities.
    torch::Tensor half(std::size_t first, const torch::Tensor& bags, std::int64_t fields) const {
        const auto embedding = static_cast<std::int64_t>(padded(4));
        const auto table = weights[first].reshape({-1, embedding});
        std::vector<torch::Tensor> joined;
        for (std::int64_t field = 0; field < fields; ++field)
            joined.push_back(torch::matmul(bags[field], table));
        const auto kernel = weights[first + 1].reshape({fields * embedding, -1});
        return torch::matmul(torch::cat(joined, 1), kernel);
    }

    std::vector<torch::Tensor> weights; ///< as LikeNetwork::weights()
};

/// A weight a field, entity and word.
torch::Tensor bagsOf(const LikeFeatures& features) {
    const auto count = static_cast<std::int64_t>(features.words.rows());
    auto bags = torch::zeros({static_cast<std::int64_t>(features.fields()), count,
                              static_cast<std::int64_t>(features.fieldOfWord.size())});
    for (std::size_t row = 0; row < features.words.rows(); ++row)
        for (std::size_t i = 0; i < features.words.count(row); ++i) {
            const std::int32_t word = features.words.columnsOf(row)[i];
            const std::uint32_t field = features.fieldOfWord[static_cast<std::size_t>(word)];
            bags[field][static_cast<std::int64_t>(row)][word] = features.words.valuesOf(row)[i];
        }
    return bags;
}

void TestClassifierSteps::binaryStepsAsAutogradDoes() {
    const auto usersDense = torch::tensor({{1.0F, 0.0F, 1.0F, 0.0F}, {0.0F, 1.0F, 0.0F, 1.0F}});
    const auto moviesDense = torch::tensor({{1.0F, 0.0F, 0.0F, 1.0F, 0.0F},
                                            {0.0F, 1.0F, 0.0F, 0.5F, 0.5F},
                                            {0.0F, 0.0F, 1.0F, 0.0F, 0.0F}});
    const LikeFeatures users{sparse(usersDense), {0, 0, 1, 1}};
    const LikeFeatures movies{sparse(moviesDense), {0, 0, 0, 1, 1}};
    const std::vector<std::int32_t> user = {0, 1, 0, 1, 1};
    const std::vector<std::int32_t> movie = {0, 0, 1, 2, 1};
    const std::vector<float> label = {1, 0, 0, 1, 1};
    Random random(5, "test");
    LikeNetwork net(users, movies, {4, {8, 4}}, random, 2);
    constexpr double rate = 0.01;
    const auto userIndex = torch::tensor(user, torch::kLong);
    const auto movieIndex = torch::tensor(movie, torch::kLong);
    const auto stride2 = static_cast<std::int64_t>(padded(4));
    for (std::uint64_t step = 1; step <= 30; ++step) {
        // From the same weights at each step: Adam makes a full step of a gradient that is all
        // rounding error, so two paths part where a gradient is 0.
        const TorchNetwork reference(net);
        const auto& w = reference.weights;
        const auto first =
            torch::relu(reference.half(0, bagsOf(users), 2).index_select(0, userIndex) +
                        reference.half(2, bagsOf(movies), 2).index_select(0, movieIndex) + w[4]);
        const auto second = torch::relu(torch::matmul(first, w[5].reshape({-1, stride2})) + w[6]);
        const auto logits = torch::matmul(second, w[7]) + w[8];
        const auto loss =
            torch::binary_cross_entropy_with_logits(logits, torch::tensor(label), {}, {}, 1);
        loss.backward();
        const double own = net.addGradients({user, movie, label});
        QVERIFY2(std::abs(own - loss.item<double>()) < 1e-5,
                 qPrintable(QString("%1: %2, %3").arg(step).arg(own).arg(loss.item<double>())));
        for (std::size_t i = 0; i < w.size(); ++i)
            QVERIFY2(sameGradient(net.weights()[i]->gradient, w[i].grad()),
                     qPrintable(QString("step %1, weights %2").arg(step).arg(i)));
        net.update({.learningRate = rate, .number = step});
    }
}

QTEST_APPLESS_MAIN(TestClassifierSteps)
#include "tst_classifier_steps.moc"
