// SPDX-License-Identifier: MIT
#include "core/model/trained_model.h"

#include "core/model/trained_model_contents.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace towerlab {
namespace {

/// Bounds the memory of a prediction; large enough to keep the matrix products busy.
constexpr std::size_t predictionBatch = 8192;

torch::Tensor columnsTensor(const std::vector<const std::vector<std::int32_t>*>& columns,
                            std::size_t rows) {
    torch::Tensor tensor = torch::empty(
        {static_cast<std::int64_t>(columns.size()) + 1, static_cast<std::int64_t>(rows)},
        torch::kInt64);
    auto* out = tensor.data_ptr<std::int64_t>();
    for (std::size_t row = 0; row < rows; ++row)
        *out++ = static_cast<std::int64_t>(row);
    for (const auto* column : columns)
        out = std::copy(column->begin(), column->end(), out);
    return tensor;
}

torch::Tensor indexTensor(std::span<const std::int32_t> indices) {
    torch::Tensor tensor = torch::empty({static_cast<std::int64_t>(indices.size())}, torch::kInt64);
    std::copy(indices.begin(), indices.end(), tensor.data_ptr<std::int64_t>());
    return tensor;
}

EmbeddingTable towerVectors(TowerImpl& tower, const torch::Tensor& columns,
                            const std::vector<std::int32_t>& ids) {
    const torch::NoGradGuard noGrad;
    const torch::Tensor vectors = tower.forward(columns).contiguous();
    EmbeddingTable table;
    table.ids = ids;
    table.dimensions = static_cast<std::size_t>(vectors.size(1));
    const float* values = vectors.data_ptr<float>();
    table.values.assign(values, values + vectors.numel());
    return table;
}

} // namespace

FeatureColumns makeFeatureColumns(const Vocabulary& vocabulary) {
    const UserFeatures& users = vocabulary.users;
    const MovieFeatures& movies = vocabulary.movies;
    return {columnsTensor({&users.gender, &users.age, &users.occupation}, users.id.size()),
            columnsTensor({&movies.genre}, movies.id.size())};
}

TrainedModel::TrainedModel() = default;
TrainedModel::TrainedModel(std::shared_ptr<const Contents> contents)
    : contents_(std::move(contents)) {}

const Vocabulary& TrainedModel::vocabulary() const { return *contents_->vocabulary; }

const RunRecord& TrainedModel::record() const { return contents_->record; }

MatchLayer TrainedModel::matchLayer() const {
    const TwoTowerNetImpl& net = *contents_->net;
    return {net.match->weight.item<float>(), net.match->bias.item<float>(),
            net.shape().settings.match == Match::Cosine};
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
    const FeatureColumns& columns = contents_->columns;
    std::vector<float> scores;
    scores.reserve(users.size());
    for (std::size_t start = 0; start < users.size(); start += predictionBatch) {
        const std::size_t count = std::min(predictionBatch, users.size() - start);
        const auto u = columns.users.index_select(1, indexTensor(users.subspan(start, count)));
        const auto m = columns.movies.index_select(1, indexTensor(movies.subspan(start, count)));
        const torch::Tensor part = torch::sigmoid(contents_->net->forward(u, m)).contiguous();
        const float* values = part.data_ptr<float>();
        scores.insert(scores.end(), values, values + part.numel());
    }
    return scores;
}

EmbeddingTable TrainedModel::userVectors() const {
    return towerVectors(*contents_->net->userTower, contents_->columns.users,
                        vocabulary().users.id);
}

EmbeddingTable TrainedModel::movieVectors() const {
    return towerVectors(*contents_->net->movieTower, contents_->columns.movies,
                        vocabulary().movies.id);
}

} // namespace towerlab
