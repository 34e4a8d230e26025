// SPDX-License-Identifier: MIT
#include "core/model/trained_model.h"

#include "core/model/trained_model_contents.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace towerlab {
namespace {

/// Bounds the memory of a pass; large enough to keep the matrix products busy.
constexpr std::int64_t passBatch = 8192;

torch::Tensor indexTensor(std::span<const std::int32_t> indices) {
    torch::Tensor tensor = torch::empty({static_cast<std::int64_t>(indices.size())}, torch::kInt64);
    std::copy(indices.begin(), indices.end(), tensor.data_ptr<std::int64_t>());
    return tensor;
}

std::vector<float> valuesOf(const torch::Tensor& tensor) {
    const torch::Tensor flat = tensor.to(torch::kFloat32).contiguous();
    const float* values = flat.data_ptr<float>();
    return {values, values + flat.numel()};
}

EmbeddingTable towerVectors(TowerImpl& tower, const TowerInputs& inputs,
                            const std::vector<std::int32_t>& ids) {
    const torch::NoGradGuard noGrad;
    EmbeddingTable table;
    table.ids = ids;
    const auto count = static_cast<std::int64_t>(ids.size());
    for (std::int64_t start = 0; start < count; start += passBatch) {
        const torch::Tensor entities =
            torch::arange(start, std::min(count, start + passBatch), torch::kInt64);
        const torch::Tensor vectors = tower.forward(inputs, entities);
        table.dimensions = static_cast<std::size_t>(vectors.size(1));
        const std::vector<float> values = valuesOf(vectors);
        table.values.insert(table.values.end(), values.begin(), values.end());
    }
    return table;
}

/// One row of a table, or the mean of all where the index is not known.
torch::Tensor rowOrMean(const torch::nn::Embedding& table, std::int32_t index) {
    return index >= 0 ? table->weight.narrow(0, index, 1) : table->weight.mean(0, true);
}

} // namespace

TrainedModel::TrainedModel() = default;
TrainedModel::TrainedModel(std::shared_ptr<const Contents> contents)
    : contents_(std::move(contents)) {}

const Vocabulary& TrainedModel::vocabulary() const { return *contents_->vocabulary; }

const RunRecord& TrainedModel::record() const { return contents_->record; }

MatchLayer TrainedModel::matchLayer() const {
    const TwoTowerNetImpl& net = *contents_->net;
    MatchLayer layer{net.match->weight.item<float>(),
                     net.match->bias.item<float>(),
                     net.shape().settings.match == Match::Cosine,
                     {},
                     {}};
    if (net.userTower->bias) {
        layer.userBiases = valuesOf(net.userTower->bias->weight.detach());
        layer.movieBiases = valuesOf(net.movieTower->bias->weight.detach());
    }
    return layer;
}

std::size_t TrainedModel::parameterCount() const {
    std::size_t count = 0;
    for (const torch::Tensor& weights : contents_->net->parameters())
        count += static_cast<std::size_t>(weights.numel());
    return count;
}

std::vector<float> TrainedModel::predict(std::span<const std::int32_t> users,
                                         std::span<const std::int32_t> movies) const {
    assert(users.size() == movies.size());
    const torch::NoGradGuard noGrad;
    const bool ordersOnly = outputsLogits(record().settings.train.objective);
    std::vector<float> scores;
    scores.reserve(users.size());
    constexpr auto batch = static_cast<std::size_t>(passBatch);
    for (std::size_t start = 0; start < users.size(); start += batch) {
        const std::size_t count = std::min(batch, users.size() - start);
        const torch::Tensor logits =
            contents_->net->forward(contents_->inputs, indexTensor(users.subspan(start, count)),
                                    indexTensor(movies.subspan(start, count)));
        const std::vector<float> part = valuesOf(ordersOnly ? logits : torch::sigmoid(logits));
        scores.insert(scores.end(), part.begin(), part.end());
    }
    return scores;
}

bool TrainedModel::canContinue() const { return contents_->checkpoint != nullptr; }

std::vector<float> TrainedModel::foldIn(const NewUser& user) const {
    const torch::NoGradGuard noGrad;
    TowerImpl& tower = *contents_->net->userTower;
    const ModelSettings& settings = record().settings.model;
    std::vector<torch::Tensor> parts = {rowOrMean(tower.embeddings.front(), -1)};
    const std::int32_t features[] = {user.gender, user.age, user.occupation};
    for (std::size_t column = 1; column < tower.embeddings.size(); ++column)
        parts.push_back(rowOrMean(tower.embeddings[column], features[column - 1]));
    if (tower.history) {
        SparseRows rows;
        for (std::size_t i = 0; i < user.movies.size(); ++i)
            rows.add(user.movies[i], historyWeight(settings.userHistory, user.stars[i],
                                                   contents_->history.meanStars));
        rows.endRow();
        const TowerInputs inputs{{}, {}, std::make_shared<const SparseRows>(std::move(rows))};
        parts.push_back(tower.historyOf(inputs, torch::zeros({1}, torch::kInt64)));
    }
    return valuesOf(tower.dense(torch::cat(parts, 1)));
}

EmbeddingTable TrainedModel::userVectors() const {
    return towerVectors(*contents_->net->userTower, contents_->inputs.users, vocabulary().users.id);
}

EmbeddingTable TrainedModel::movieVectors() const {
    return towerVectors(*contents_->net->movieTower, contents_->inputs.movies,
                        vocabulary().movies.id);
}

} // namespace towerlab
