// SPDX-License-Identifier: MIT
#include "core/classify/user_softmax.h"

#include "core/kernels/kernels.h"
#include "core/model/initialisation.h"
#include "core/system/parallel.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace towerlab::detail {
namespace {

constexpr float never = -1e9F;           ///< the logit of what pads the classes
constexpr std::size_t usersAtATime = 24; ///< rows that the kernels multiply together

/// rows × columns to columns × rows, in tiles that stay in the cache.
void transpose(const float* from, std::size_t rows, std::size_t columns, float* to) {
    constexpr std::size_t tile = 16;
    for (std::size_t r0 = 0; r0 < rows; r0 += tile)
        for (std::size_t c0 = 0; c0 < columns; c0 += tile)
            for (std::size_t r = r0; r < std::min(r0 + tile, rows); ++r)
                for (std::size_t c = c0; c < std::min(c0 + tile, columns); ++c)
                    to[c * rows + r] = from[r * columns + c];
}

} // namespace

UserSoftmax::UserSoftmax(const UserSoftmaxShape& shape, Random& random, int threads)
    : shape_(shape),
      stride_(padded(shape.hidden + 1)),
      width_(padded(shape.classes)),
      threads_(threads),
      table_(shape.words * stride_),
      output_(stride_ * width_) {
    for (std::size_t word = 0; word < shape.words; ++word)
        drawUniform(&table_.value[word * stride_], shape.hidden,
                    glorotLimit(static_cast<double>(shape.words + shape.hidden)), random);
    for (std::size_t unit = 0; unit < shape.hidden; ++unit)
        drawUniform(&output_.value[unit * width_], shape.classes,
                    glorotLimit(static_cast<double>(shape.classes + shape.hidden)), random);
}

void UserSoftmax::startFrom(std::span<const double> counts) {
    const double sum = std::accumulate(counts.begin(), counts.end(), 0.0);
    float* bias = &output_.value[shape_.hidden * width_];
    for (std::size_t i = 0; i < counts.size(); ++i)
        bias[i] = static_cast<float>(
            std::log((counts[i] + 1) / (sum + static_cast<double>(counts.size()))));
}

std::vector<float> UserSoftmax::hidden(const SparseMatrix& inputs) const {
    std::vector<float> result(inputs.rows() * stride_, 0.0F);
    parallelBlocks(
        inputs.rows(), usersAtATime, threads_,
        [&](std::size_t, std::size_t begin, std::size_t end) {
            for (std::size_t user = begin; user < end; ++user) {
                float* h = &result[user * stride_];
                const auto words = inputs.columnsOf(user);
                const auto weights = inputs.valuesOf(user);
                for (std::size_t i = 0; i < words.size(); ++i)
                    kernels().addScaled(h, weights[i],
                                        &table_.value[static_cast<std::size_t>(words[i]) * stride_],
                                        stride_);
                std::transform(h, h + shape_.hidden, h, [](float x) { return std::tanh(x); });
                h[shape_.hidden] = 1;
            }
        });
    return result;
}

UserSoftmax::Pass UserSoftmax::forward(const SparseMatrix& inputs,
                                       const SparseMatrix& targets) const {
    const std::size_t users = inputs.rows();
    Pass pass{hidden(inputs), std::vector<float>(users * width_, 0.0F)};
    std::vector<double> losses(users);
    const auto softmax = [&](std::size_t user) {
        float* logits = &pass.slopes[user * width_];
        std::fill(logits + shape_.classes, logits + width_, never);
        const auto classes = targets.columnsOf(user);
        const auto wanted = targets.valuesOf(user);
        double total = 0;
        double matched = 0;
        for (std::size_t i = 0; i < classes.size(); ++i) {
            total += double{wanted[i]};
            matched += double{wanted[i]} * double{logits[classes[i]]};
        }
        const float largest = kernels().largest(logits, width_);
        const float sum = kernels().exponentials(logits, largest, width_);
        losses[user] = total * (std::log(double{sum}) + double{largest}) - matched;
        kernels().scale(logits, static_cast<float>(total) / sum, width_);
        for (std::size_t i = 0; i < classes.size(); ++i)
            logits[classes[i]] -= wanted[i];
    };
    parallelBlocks(
        users, usersAtATime, threads_, [&](std::size_t, std::size_t begin, std::size_t end) {
            kernels().multiplyAdd(&pass.slopes[begin * width_],
                                  {&pass.hidden[begin * stride_], stride_, 1}, output_.value.data(),
                                  end - begin, width_, shape_.hidden + 1);
            for (std::size_t user = begin; user < end; ++user)
                softmax(user);
        });
    pass.loss = std::accumulate(losses.begin(), losses.end(), 0.0) / static_cast<double>(users);
    return pass;
}

double UserSoftmax::loss(const SparseMatrix& inputs, const SparseMatrix& targets) const {
    return forward(inputs, targets).loss;
}

double UserSoftmax::addGradients(const SparseMatrix& inputs, const SparseMatrix& targets) {
    const std::size_t users = inputs.rows();
    Pass pass = forward(inputs, targets);
    kernels().scale(pass.slopes.data(), 1 / static_cast<float>(users), pass.slopes.size());
    addOutputGradient(pass, users);
    addTableGradient(inputs, inputSlopes(pass, users));
    return pass.loss;
}

void UserSoftmax::update(const AdamStep& adam) {
    update(table_, table_.size(), adam);
    const std::size_t biases = shape_.hidden * width_;
    update(output_, biases, adam);
    output_.update(biases, output_.size(),
                   {.learningRate = adam.learningRate, .number = adam.number});
}

void UserSoftmax::addOutputGradient(const Pass& pass, std::size_t users) {
    constexpr std::size_t unitsAtATime = 48;
    parallelBlocks(shape_.hidden + 1, unitsAtATime, threads_,
                   [&](std::size_t, std::size_t begin, std::size_t end) {
                       kernels().multiplyAdd(&output_.gradient[begin * width_],
                                             {&pass.hidden[begin], 1, stride_}, pass.slopes.data(),
                                             end - begin, width_, users);
                   });
}

std::vector<float> UserSoftmax::inputSlopes(const Pass& pass, std::size_t users) const {
    const std::vector<float> vectors = classVectors();
    std::vector<float> slopes(users * stride_, 0.0F);
    parallelBlocks(users, usersAtATime, threads_,
                   [&](std::size_t, std::size_t begin, std::size_t end) {
                       kernels().multiplyAdd(&slopes[begin * stride_],
                                             {&pass.slopes[begin * width_], width_, 1},
                                             vectors.data(), end - begin, stride_, shape_.classes);
                       // Through tanh; of the constant 1 behind the units nothing is left.
                       for (std::size_t i = begin * stride_; i < end * stride_; ++i)
                           slopes[i] *= 1 - pass.hidden[i] * pass.hidden[i];
                   });
    return slopes;
}

void UserSoftmax::addTableGradient(const SparseMatrix& inputs, const std::vector<float>& slopes) {
    constexpr std::size_t wordsAtATime = 64;
    const SparseMatrix users = transposed(inputs, shape_.words);
    parallelBlocks(
        shape_.words, wordsAtATime, threads_, [&](std::size_t, std::size_t begin, std::size_t end) {
            for (std::size_t word = begin; word < end; ++word) {
                const auto rows = users.columnsOf(word);
                const auto weights = users.valuesOf(word);
                for (std::size_t i = 0; i < rows.size(); ++i)
                    kernels().addScaled(&table_.gradient[word * stride_], weights[i],
                                        &slopes[static_cast<std::size_t>(rows[i]) * stride_],
                                        stride_);
            }
        });
}

/// Of the weights before `end`, on all threads.
void UserSoftmax::update(AdamWeights& weights, std::size_t end, const AdamStep& adam) const {
    constexpr std::size_t weightsAtATime = 1 << 15;
    parallelBlocks(end, weightsAtATime, threads_,
                   [&](std::size_t, std::size_t first, std::size_t last) {
                       weights.update(first, last, adam);
                   });
}

std::vector<float> UserSoftmax::classVectors() const {
    std::vector<float> vectors(width_ * stride_);
    transpose(output_.value.data(), stride_, width_, vectors.data());
    vectors.resize(shape_.classes * stride_);
    return vectors;
}

float UserLogits::logit(std::size_t user, std::size_t whichClass) const {
    return kernels().dot(&hidden_[user * stride_], &classes_[whichClass * stride_], stride_);
}

std::vector<float> UserLogits::probabilities(std::size_t user) const {
    std::vector<float> result(classes());
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = logit(user, i);
    const float largest = *std::max_element(result.begin(), result.end());
    double sum = 0;
    for (float& value : result) {
        value = std::exp(value - largest);
        sum += double{value};
    }
    for (float& value : result)
        value = static_cast<float>(double{value} / sum);
    return result;
}

} // namespace towerlab::detail
