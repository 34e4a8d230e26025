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

std::int64_t joinedSize(const std::vector<std::int64_t>& categories,
                        const ModelSettings& settings) {
    const auto features = static_cast<std::int64_t>(categories.size()) - 1;
    return settings.idEmbedding + features * settings.featureEmbedding;
}

/// Glorot and Bengio 2010: uniform in ±sqrt(6 / (fan in + fan out)).
void initialiseDense(torch::nn::Linear& layer, at::Generator& generator) {
    const auto fans = static_cast<double>(layer->weight.size(0) + layer->weight.size(1));
    const double limit = std::sqrt(6.0 / fans);
    layer->weight.uniform_(-limit, limit, generator);
    layer->bias.zero_();
}

} // namespace

TowerImpl::TowerImpl(const std::vector<std::int64_t>& categories, const ModelSettings& settings)
    : hidden(joinedSize(categories, settings), settings.hiddenUnits),
      output(settings.hiddenUnits, settings.vectorSize) {
    for (std::size_t column = 0; column < categories.size(); ++column) {
        const auto dimensions = column == 0 ? settings.idEmbedding : settings.featureEmbedding;
        embeddings.push_back(register_module("embedding" + std::to_string(column),
                                             makeEmbedding(categories[column], dimensions)));
    }
    register_module("hidden", hidden);
    register_module("output", output);
}

torch::Tensor TowerImpl::forward(const torch::Tensor& features) {
    std::vector<torch::Tensor> parts;
    parts.reserve(embeddings.size());
    for (std::size_t column = 0; column < embeddings.size(); ++column)
        parts.push_back(embeddings[column](features.select(0, static_cast<std::int64_t>(column))));
    return torch::relu(output(torch::relu(hidden(torch::cat(parts, 1)))));
}

void TowerImpl::initialise(at::Generator& generator) {
    for (torch::nn::Embedding& embedding : embeddings)
        embedding->weight.uniform_(-0.05, 0.05, generator);
    initialiseDense(hidden, generator);
    initialiseDense(output, generator);
}

NetShape netShape(const Vocabulary& vocabulary, const ModelSettings& settings) {
    const auto size = [](const auto& words) { return static_cast<std::int64_t>(words.size()); };
    return {{size(vocabulary.users.id), size(vocabulary.genders), size(vocabulary.ages),
             size(vocabulary.occupations)},
            {size(vocabulary.movies.id), size(vocabulary.genres)},
            settings};
}

TwoTowerNetImpl::TwoTowerNetImpl(NetShape shape)
    : userTower(shape.userCategories, shape.settings),
      movieTower(shape.movieCategories, shape.settings),
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

torch::Tensor TwoTowerNetImpl::forward(const torch::Tensor& users, const torch::Tensor& movies) {
    const torch::Tensor u = userTower(users);
    const torch::Tensor v = movieTower(movies);
    torch::Tensor matched = (u * v).sum(1, true);
    if (shape_.settings.match == Match::Cosine)
        matched = matched / (u.norm(2, 1, true) * v.norm(2, 1, true) + cosineEpsilon);
    return match(matched).squeeze(1);
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
    return copy;
}

} // namespace towerlab
