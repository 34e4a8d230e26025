// SPDX-License-Identifier: MIT
#include "core/model/two_tower_net.h"

#include "core/model/cosine.h"
#include "core/model/initialisation.h"

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
        static_cast<std::int64_t>(shape.categories.size() + shape.bagWords.size());
    const auto channels = static_cast<std::int64_t>(shape.historyChannels);
    return shape.idEmbedding + features * settings.featureEmbedding +
           channels * settings.historyEmbedding;
}

void initialiseDense(torch::nn::Linear& layer, at::Generator& generator) {
    const auto fans = static_cast<double>(layer->weight.size(0) + layer->weight.size(1));
    const double limit = glorotLimit(fans);
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

const torch::Tensor& keepingGradient(const torch::Tensor& values) {
    if (values.requires_grad())
        values.retain_grad();
    return values;
}

TowerImpl::TowerImpl(const TowerShape& shape, const ModelSettings& settings)
    : output(settings.hiddenLayers > 0 ? settings.hiddenUnits : joinedSize(shape, settings),
             settings.vectorSize),
      settings_(settings) {
    const auto add = [this](std::string name, std::int64_t categories, std::int64_t dimensions) {
        return register_module(std::move(name), makeEmbedding(categories, dimensions));
    };
    embeddings.emplace_back(nullptr);
    if (shape.idEmbedding > 0)
        embeddings.front() = add("embedding0", shape.entities, shape.idEmbedding);
    for (const std::int64_t words : shape.categories)
        embeddings.push_back(
            add("embedding" + std::to_string(embeddings.size()), words, settings.featureEmbedding));
    for (const std::int64_t words : shape.bagWords)
        bags.push_back(add("bag" + std::to_string(bags.size()), words, settings.featureEmbedding));
    for (std::size_t channel = 0; channel < shape.historyChannels; ++channel)
        histories.push_back(add("history" + std::to_string(channel), shape.historyWords,
                                settings.historyEmbedding));
    std::int64_t inputs = joinedSize(shape, settings);
    for (int layer = 0; layer < settings.hiddenLayers; ++layer) {
        hidden.push_back(
            register_module(layer == 0 ? "hidden" : "hidden" + std::to_string(layer + 1),
                            torch::nn::Linear(inputs, settings.hiddenUnits)));
        inputs = settings.hiddenUnits;
    }
    register_module("output", output);
    if (settings.biases == Switch::On) {
        bias = add("bias", shape.entities, 1);
        biasOfInputs = register_module(
            "biasOfInputs",
            torch::nn::Linear(
                torch::nn::LinearOptions(joinedSize(shape, settings), 1).bias(false)));
    }
}

/// As torch::dropout(), which has no way to name the source.
torch::Tensor TowerImpl::dropped(const torch::Tensor& values, double share) const {
    if (share <= 0 || !is_training())
        return values;
    torch::Tensor kept = torch::empty_like(values, torch::TensorOptions().requires_grad(false));
    if (dropoutSource.defined())
        kept.bernoulli_(1 - share, dropoutSource);
    else
        kept.bernoulli_(1 - share);
    return values * kept.div_(1 - share);
}

torch::Tensor TowerImpl::historyOf(const TowerInputs& inputs, const torch::Tensor& entities,
                                   const HistoryChange& change) {
    const bool replaced = change.kind == HistoryChange::Kind::Replace;
    const EntityHistory& full = replaced ? *change.rows : *inputs.history;
    const EntityHistory* without =
        change.kind == HistoryChange::Kind::LeaveOut ? change.rows.get() : nullptr;
    // Many examples of a batch share a user or a movie: each history is summed once.
    const Distinct each = replaced ? Distinct{torch::arange(entities.numel(), torch::kInt64), {}}
                                   : distinct(entities);
    const std::int64_t n = each.entities.numel();
    const torch::Tensor counts = torch::empty({n, 1}, torch::kFloat32);
    auto* count = counts.data_ptr<float>();
    const auto* entity = each.entities.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < n; ++i) {
        std::size_t entries = full.rows.count(static_cast<std::size_t>(entity[i]));
        if (without != nullptr)
            entries -= without->rows.count(static_cast<std::size_t>(i));
        count[i] = static_cast<float>(entries);
    }
    std::vector<torch::Tensor> parts;
    for (std::size_t channel = 0; channel < histories.size(); ++channel) {
        const torch::Tensor& table = histories[channel]->weight;
        torch::Tensor sum =
            sumOfRows(table, full.rows, full.channels[channel].weights, each.entities, change.rows);
        if (without != nullptr)
            sum = sum - sumOfRows(table, without->rows, without->channels[channel].weights,
                                  torch::arange(n, torch::kInt64), change.rows);
        if (full.channels[channel].byRootOfCount)
            sum = sum * counts.to(sum.scalar_type()).clamp_min(1).rsqrt();
        parts.push_back(sum);
    }
    torch::Tensor joined = torch::cat(parts, 1);
    joined = dropped(joined, settings_.historyDropout);
    return each.which.defined() ? joined.index_select(0, each.which) : joined;
}

torch::Tensor TowerImpl::join(const TowerInputs& inputs, const torch::Tensor& entities,
                              const HistoryChange& change) {
    std::vector<torch::Tensor> parts;
    parts.reserve(embeddings.size() + bags.size() + 1);
    for (std::size_t column = 0; column < embeddings.size(); ++column)
        if (embeddings[column])
            parts.push_back(
                embeddings[column](inputs.columns.select(0, static_cast<std::int64_t>(column))
                                       .index_select(0, entities)));
    for (std::size_t bag = 0; bag < bags.size(); ++bag)
        parts.push_back(sumOfRows(bags[bag]->weight, inputs.bags[bag]->rows,
                                  inputs.bags[bag]->weights, entities));
    if (!histories.empty())
        parts.push_back(historyOf(inputs, entities, change));
    return torch::cat(parts, 1);
}

torch::Tensor TowerImpl::dense(torch::Tensor x, TowerTrace* trace) {
    if (trace != nullptr)
        trace->joined = keepingGradient(x);
    const auto told = [trace](const torch::Tensor& sum, const torch::Tensor& result) {
        if (trace != nullptr) {
            trace->sums.push_back(keepingGradient(sum));
            trace->outputs.push_back(keepingGradient(result));
        }
        return result;
    };
    x = dropped(x, settings_.dropout);
    for (torch::nn::Linear& layer : hidden) {
        const torch::Tensor sum = layer(x);
        x = told(sum, dropped(activated(sum, settings_.activation), settings_.dropout));
    }
    const torch::Tensor sum = output(x);
    x = told(sum, activated(sum, settings_.vectorActivation));
    if (settings_.normalise == Switch::On)
        x = x / (lengths(x) + cosineEpsilon);
    if (trace != nullptr)
        trace->vectors = keepingGradient(x);
    return x;
}

TowerImpl::Result TowerImpl::forward(const TowerInputs& inputs, const torch::Tensor& entities,
                                     const HistoryChange& change, TowerTrace* trace) {
    const torch::Tensor x = join(inputs, entities, change);
    return {dense(x, trace), bias ? ownBias(entities) + biasFrom(x) : torch::Tensor()};
}

torch::Tensor TowerImpl::ownBias(const torch::Tensor& entities) {
    return bias(entities).squeeze(1);
}

torch::Tensor TowerImpl::biasFrom(const torch::Tensor& x) { return biasOfInputs(x).squeeze(1); }

void TowerImpl::initialise(at::Generator& generator) {
    const auto draw = [&](torch::nn::Embedding& embedding) {
        embedding->weight.uniform_(-embeddingLimit, embeddingLimit, generator);
    };
    for (torch::nn::Embedding& embedding : embeddings)
        if (embedding)
            draw(embedding);
    for (torch::nn::Linear& layer : hidden)
        initialiseDense(layer, generator);
    initialiseDense(output, generator);
    for (torch::nn::Embedding& bag : bags)
        draw(bag);
    for (torch::nn::Embedding& table : histories)
        draw(table);
    if (bias) {
        bias->weight.zero_();
        biasOfInputs->weight.uniform_(-0.01, 0.01, generator);
    }
}

TowerImpl::Result chosen(const TowerImpl::Result& from, const torch::Tensor& which) {
    return {from.vectors.index_select(0, which),
            from.biases.defined() ? from.biases.index_select(0, which) : torch::Tensor()};
}

TwoTowerNetImpl::TwoTowerNetImpl(NetShape shape)
    : userTower(shape.user, shape.settings),
      movieTower(shape.movie, shape.settings),
      match(matchWeightCount(shape.settings), 1),
      shape_(std::move(shape)) {
    register_module("user", userTower);
    register_module("movie", movieTower);
    register_module("match", match);
}

void TwoTowerNetImpl::initialise(std::uint64_t seed) {
    const torch::NoGradGuard noGrad;
    at::Generator generator = at::detail::createCPUGenerator(seed);
    // The match first: whether all its weights start below 0, which a run with L2 penalty seldom
    // recovers from, then depends on the seed alone and not on the size of the data.
    initialiseDense(match, generator);
    userTower->initialise(generator);
    movieTower->initialise(generator);
}

torch::Tensor TwoTowerNetImpl::logits(const TowerImpl::Result& users,
                                      const TowerImpl::Result& movies) {
    const torch::Tensor& u = users.vectors;
    const torch::Tensor& v = movies.vectors;
    torch::Tensor matched = u * v; // n × vectorSize
    if (!isWeighted(shape_.settings.match))
        matched = matched.sum(1, true); // n × 1
    if (isCosine(shape_.settings.match))
        matched = matched / (lengths(u) * lengths(v) + cosineEpsilon);
    const torch::Tensor result = match(matched).squeeze(1);
    return users.biases.defined() ? result + users.biases + movies.biases : result;
}

torch::Tensor TwoTowerNetImpl::forward(const NetInputs& inputs, const torch::Tensor& users,
                                       const torch::Tensor& movies) {
    return logits(userTower(inputs.users, users), movieTower(inputs.movies, movies));
}

torch::Tensor TwoTowerNetImpl::allPairs(const TowerImpl::Result& users,
                                        const TowerImpl::Result& movies) {
    const torch::Tensor& u = users.vectors;
    const torch::Tensor& v = movies.vectors;
    const bool weighted = isWeighted(shape_.settings.match);
    torch::Tensor matched = torch::matmul(weighted ? u * match->weight : u, v.t());
    if (isCosine(shape_.settings.match))
        matched = matched / (torch::matmul(lengths(u), lengths(v).t()) + cosineEpsilon);
    const torch::Tensor result =
        (weighted ? matched : matched * match->weight.squeeze()) + match->bias;
    return users.biases.defined() ? result + users.biases.unsqueeze(1) + movies.biases.unsqueeze(0)
                                  : result;
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
