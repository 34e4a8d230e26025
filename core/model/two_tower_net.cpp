// SPDX-License-Identifier: MIT
#include "core/model/two_tower_net.h"

#include "core/model/cosine.h"

#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <string>
#include <utility>

namespace towerlab {
namespace {

torch::nn::Embedding makeEmbedding(std::int64_t categories, std::int64_t dimensions) {
    // Weights are always set afterwards, so LibTorch need not draw normal numbers for them.
    return torch::nn::Embedding(torch::nn::EmbeddingOptions(categories, dimensions)
                                    ._weight(torch::zeros({categories, dimensions})));
}

std::int64_t joinedSize(const TowerShape& shape, const ModelSettings& settings) {
    const auto features =
        static_cast<std::int64_t>(shape.categories.size() - 1 + shape.bagWords.size());
    return settings.idEmbedding + features * settings.featureEmbedding +
           (shape.historyWords > 0 ? settings.idEmbedding : 0);
}

/// Glorot and Bengio 2010: uniform in ±sqrt(6 / (fan in + fan out)).
void initialiseDense(torch::nn::Linear& layer, at::Generator& generator) {
    const auto fans = static_cast<double>(layer->weight.size(0) + layer->weight.size(1));
    const double limit = std::sqrt(6.0 / fans);
    layer->weight.uniform_(-limit, limit, generator);
    layer->bias.zero_();
}

torch::Tensor activated(const torch::Tensor& x, Activation activation) {
    switch (activation) {
    case Activation::Relu:
        return torch::relu(x);
    case Activation::Tanh:
        return torch::tanh(x);
    case Activation::Gelu:
        return torch::gelu(x);
    case Activation::Linear:
        break;
    }
    return x;
}

torch::Tensor lengths(const torch::Tensor& vectors) { return vectors.norm(2, 1, true); }

} // namespace

TowerImpl::TowerImpl(const TowerShape& shape, const ModelSettings& settings)
    : output(settings.hiddenLayers > 0 ? settings.hiddenUnits : joinedSize(shape, settings),
             settings.vectorSize),
      settings_(settings) {
    const auto add = [this](std::string name, std::int64_t categories, std::int64_t dimensions) {
        return register_module(std::move(name), makeEmbedding(categories, dimensions));
    };
    for (std::size_t column = 0; column < shape.categories.size(); ++column)
        embeddings.push_back(add("embedding" + std::to_string(column), shape.categories[column],
                                 column == 0 ? settings.idEmbedding : settings.featureEmbedding));
    for (std::size_t bag = 0; bag < shape.bagWords.size(); ++bag)
        bags.push_back(
            add("bag" + std::to_string(bag), shape.bagWords[bag], settings.featureEmbedding));
    if (shape.historyWords > 0)
        history = add("history", shape.historyWords, settings.idEmbedding);
    std::int64_t inputs = joinedSize(shape, settings);
    for (int layer = 0; layer < settings.hiddenLayers; ++layer) {
        hidden.push_back(
            register_module(layer == 0 ? "hidden" : "hidden" + std::to_string(layer + 1),
                            torch::nn::Linear(inputs, settings.hiddenUnits)));
        inputs = settings.hiddenUnits;
    }
    register_module("output", output);
    if (settings.biases == Switch::On)
        bias = add("bias", shape.categories.front(), 1);
}

torch::Tensor TowerImpl::historyOf(const TowerInputs& inputs, const torch::Tensor& entities,
                                   const LeftOut& leftOut) {
    const SparseRows& rows = *inputs.history;
    torch::Tensor sum = sumOfRows(history->weight, rows, entities);
    const torch::Tensor counts = torch::empty({entities.numel(), 1}, torch::kFloat32);
    auto* count = counts.data_ptr<float>();
    const auto* entity = entities.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < entities.numel(); ++i)
        count[i] = static_cast<float>(rows.count(static_cast<std::size_t>(entity[i])));
    torch::Tensor norm = counts.to(sum.dtype());
    if (leftOut.entities.defined()) {
        const torch::Tensor weights = leftOut.weights.unsqueeze(1).to(sum.dtype());
        sum = sum - weights * history(leftOut.entities);
        norm = norm - (weights != 0).to(sum.dtype());
    }
    // The length of a sum of n unlike vectors grows with the root of n (Koren 2008, section 4).
    return sum * norm.clamp_min(1).rsqrt();
}

torch::Tensor TowerImpl::join(const TowerInputs& inputs, const torch::Tensor& entities,
                              const LeftOut& leftOut) {
    std::vector<torch::Tensor> parts;
    parts.reserve(embeddings.size() + bags.size() + 1);
    for (std::size_t column = 0; column < embeddings.size(); ++column)
        parts.push_back(embeddings[column](
            inputs.columns.select(0, static_cast<std::int64_t>(column)).index_select(0, entities)));
    for (std::size_t bag = 0; bag < bags.size(); ++bag)
        parts.push_back(sumOfRows(bags[bag]->weight, *inputs.bags[bag], entities));
    if (history)
        parts.push_back(historyOf(inputs, entities, leftOut));
    return torch::cat(parts, 1);
}

torch::Tensor TowerImpl::dense(torch::Tensor x) {
    const auto dropped = [this](const torch::Tensor& values) {
        return settings_.dropout > 0 ? torch::dropout(values, settings_.dropout, is_training())
                                     : values;
    };
    x = dropped(x);
    for (torch::nn::Linear& layer : hidden)
        x = dropped(activated(layer(x), settings_.activation));
    x = activated(output(x), settings_.vectorActivation);
    return settings_.normalise == Switch::On ? x / (lengths(x) + cosineEpsilon) : x;
}

torch::Tensor TowerImpl::forward(const TowerInputs& inputs, const torch::Tensor& entities,
                                 const LeftOut& leftOut) {
    return dense(join(inputs, entities, leftOut));
}

torch::Tensor TowerImpl::biasOf(const torch::Tensor& entities) { return bias(entities).squeeze(1); }

void TowerImpl::initialise(at::Generator& generator) {
    const auto draw = [&](torch::nn::Embedding& embedding) {
        embedding->weight.uniform_(-0.05, 0.05, generator);
    };
    for (torch::nn::Embedding& embedding : embeddings)
        draw(embedding);
    for (torch::nn::Linear& layer : hidden)
        initialiseDense(layer, generator);
    initialiseDense(output, generator);
    for (torch::nn::Embedding& bag : bags)
        draw(bag);
    if (history)
        draw(history);
    if (bias)
        bias->weight.zero_();
}

TwoTowerNetImpl::TwoTowerNetImpl(NetShape shape)
    : userTower(shape.user, shape.settings),
      movieTower(shape.movie, shape.settings),
      match(1, 1),
      shape_(std::move(shape)) {
    register_module("user", userTower);
    register_module("movie", movieTower);
    register_module("match", match);
}

void TwoTowerNetImpl::initialise(std::uint64_t seed) {
    const torch::NoGradGuard noGrad;
    at::Generator generator = at::detail::createCPUGenerator(seed);
    // The match first: whether its weight starts below 0, which a run with L2 penalty seldom
    // recovers from, then depends on the seed alone and not on the size of the data.
    initialiseDense(match, generator);
    userTower->initialise(generator);
    movieTower->initialise(generator);
}

torch::Tensor TwoTowerNetImpl::logits(const torch::Tensor& u, const torch::Tensor& users,
                                      const torch::Tensor& v, const torch::Tensor& movies) {
    torch::Tensor matched = (u * v).sum(1, true);
    if (shape_.settings.match == Match::Cosine)
        matched = matched / (lengths(u) * lengths(v) + cosineEpsilon);
    torch::Tensor result = match(matched).squeeze(1);
    if (shape_.settings.biases == Switch::On)
        result = result + userTower->biasOf(users) + movieTower->biasOf(movies);
    return result;
}

torch::Tensor TwoTowerNetImpl::forward(const NetInputs& inputs, const torch::Tensor& users,
                                       const torch::Tensor& movies) {
    return logits(userTower(inputs.users, users), users, movieTower(inputs.movies, movies), movies);
}

torch::Tensor TwoTowerNetImpl::allPairs(const torch::Tensor& u, const torch::Tensor& users,
                                        const torch::Tensor& v, const torch::Tensor& movies) {
    torch::Tensor matched = torch::matmul(u, v.t());
    if (shape_.settings.match == Match::Cosine)
        matched = matched / (torch::matmul(lengths(u), lengths(v).t()) + cosineEpsilon);
    torch::Tensor result = matched * match->weight.squeeze() + match->bias;
    if (shape_.settings.biases == Switch::On)
        result = result + userTower->biasOf(users).unsqueeze(1) +
                 movieTower->biasOf(movies).unsqueeze(0);
    return result;
}

torch::Tensor TwoTowerNetImpl::penalty() {
    return shape_.settings.l2 *
           (userTower->output->weight.square().sum() + movieTower->output->weight.square().sum());
}

std::shared_ptr<TwoTowerNetImpl> TwoTowerNetImpl::deepCopy() const {
    const torch::NoGradGuard noGrad;
    auto copy = std::make_shared<TwoTowerNetImpl>(shape_);
    const auto from = parameters();
    const auto to = copy->parameters();
    for (std::size_t i = 0; i < from.size(); ++i)
        to[i].copy_(from[i]);
    copy->eval();
    return copy;
}

} // namespace towerlab
