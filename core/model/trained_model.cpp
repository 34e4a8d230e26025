// SPDX-License-Identifier: MIT
#include "core/model/trained_model.h"

#include "core/model/columns_read.h"
#include "core/model/plain_numbers.h"
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

/// Calls take(result) for all entities of a tower, in order.
template <typename Take>
void passAll(TowerImpl& tower, const TowerInputs& inputs, Take take) {
    const torch::NoGradGuard noGrad;
    const std::int64_t count = inputs.columns.size(1);
    for (std::int64_t start = 0; start < count; start += passBatch)
        take(tower.forward(
            inputs, torch::arange(start, std::min(count, start + passBatch), torch::kInt64)));
}

void append(std::vector<float>& to, const std::vector<float>& values) {
    to.insert(to.end(), values.begin(), values.end());
}

EmbeddingTable towerVectors(TowerImpl& tower, const TowerInputs& inputs, const IdColumn& ids) {
    EmbeddingTable table;
    table.ids = ids;
    passAll(tower, inputs, [&](const TowerImpl::Result& part) {
        table.dimensions = static_cast<std::size_t>(part.vectors.size(1));
        append(table.values, plainNumbers(part.vectors));
    });
    return table;
}

std::vector<float> towerBiases(TowerImpl& tower, const TowerInputs& inputs) {
    std::vector<float> biases;
    passAll(tower, inputs,
            [&](const TowerImpl::Result& part) { append(biases, plainNumbers(part.biases)); });
    return biases;
}

/// One row of a table, or the mean of all where the index is not known.
torch::Tensor rowOrMean(const torch::nn::Embedding& table, std::int32_t index) {
    return index >= 0 ? table->weight.narrow(0, index, 1) : table->weight.mean(0, true);
}

std::vector<IndexedRating> ratingsOf(const NewUser& user) {
    std::vector<IndexedRating> ratings;
    for (std::size_t i = 0; i < user.movies.size(); ++i)
        ratings.push_back({0, user.movies[i], user.stars[i], static_cast<std::int64_t>(i) + 1});
    return ratings;
}

EntityHistory historyOf(const NewUser& user, RatingBaseline baseline,
                        const ModelSettings& settings) {
    const std::vector<IndexedRating> ratings = ratingsOf(user);
    if (!baseline.empty())
        baseline.users = {userDeviation(baseline, ratings)};
    return makeHistory(ratings, Side::User, 1, settings.userHistory, baseline);
}

} // namespace

torch::Tensor outputOf(const torch::Tensor& logits, const RunSettings& settings) {
    if (outputsLogits(settings.train.objective))
        return logits;
    return isLinear(settings) ? logits.clamp(0, 1) : torch::sigmoid(logits);
}

TrainedModel::TrainedModel() = default;
TrainedModel::TrainedModel(std::shared_ptr<const Contents> contents)
    : contents_(std::move(contents)) {}

const Vocabulary& TrainedModel::vocabulary() const { return *contents_->vocabulary; }

const RunRecord& TrainedModel::record() const { return contents_->record; }

MatchLayer TrainedModel::matchLayer() const {
    TwoTowerNetImpl& net = *contents_->net;
    MatchLayer layer;
    layer.weights = plainNumbers(net.match->weight.detach());
    layer.bias = net.match->bias.item<float>();
    layer.cosine = isCosine(net.shape().settings.match);
    if (net.userTower->bias) {
        layer.userBiases = towerBiases(*net.userTower, contents_->inputs.users);
        layer.movieBiases = towerBiases(*net.movieTower, contents_->inputs.movies);
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
    const RunSettings& settings = record().settings;
    std::vector<float> scores;
    scores.reserve(users.size());
    constexpr auto batch = static_cast<std::size_t>(passBatch);
    for (std::size_t start = 0; start < users.size(); start += batch) {
        const std::size_t count = std::min(batch, users.size() - start);
        const torch::Tensor logits =
            contents_->net->forward(contents_->inputs, indexTensor(users.subspan(start, count)),
                                    indexTensor(movies.subspan(start, count)));
        const std::vector<float> part = plainNumbers(outputOf(logits, settings));
        scores.insert(scores.end(), part.begin(), part.end());
    }
    return scores;
}

bool TrainedModel::canContinue() const { return contents_->checkpoint != nullptr; }

std::shared_ptr<const RunFrames> TrainedModel::frames() const { return contents_->frames; }

const std::vector<TrainedModel>& TrainedModel::moments() const {
    static const std::vector<TrainedModel> none;
    return contents_->moments ? *contents_->moments : none;
}

TrainedModel TrainedModel::withoutMoments() const {
    auto contents = std::make_shared<Contents>(*contents_);
    contents->moments = nullptr;
    return TrainedModel(std::move(contents));
}

float TrainedModel::ownBiasOf(const NewUser& user) const {
    // A linear model starts the biases as deviations; any other learns them from 0.
    const RatingBaseline& baseline = contents_->history.baseline;
    if (!isLinear(record().settings) || baseline.empty())
        return contents_->net->userTower->bias->weight.mean().item<float>();
    const float range = vocabulary().maxRating - vocabulary().minRating;
    return range > 0 ? userDeviation(baseline, ratingsOf(user)) / range : 0.0F;
}

TrainedModel::FoldedIn TrainedModel::foldIn(const NewUser& user) const {
    const torch::NoGradGuard noGrad;
    TowerImpl& tower = *contents_->net->userTower;
    std::vector<torch::Tensor> parts;
    const ModelSettings& settings = record().settings.model;
    const std::vector<std::size_t> read = columnsRead(
        vocabulary().users.categories.size(), settings.userFeatures, settings.userColumnsLeftOut);
    // The ids' table comes first, and has no row for somebody new.
    const auto known = [&](std::size_t column) {
        return column == 0 || read[column - 1] >= user.categories.size()
                   ? -1
                   : user.categories[read[column - 1]];
    };
    for (std::size_t column = 0; column < tower.embeddings.size(); ++column)
        if (tower.embeddings[column])
            parts.push_back(rowOrMean(tower.embeddings[column], known(column)));
    if (!tower.histories.empty())
        parts.push_back(
            tower.historyOf({}, torch::zeros({1}, torch::kInt64),
                            {HistoryChange::Kind::Replace,
                             std::make_shared<const EntityHistory>(historyOf(
                                 user, contents_->history.baseline, record().settings.model))}));
    const torch::Tensor x = torch::cat(parts, 1);
    FoldedIn folded{plainNumbers(tower.dense(x)), 0};
    if (tower.bias)
        folded.bias = ownBiasOf(user) + tower.biasFrom(x).item<float>();
    return folded;
}

EmbeddingTable TrainedModel::userVectors() const {
    return towerVectors(*contents_->net->userTower, contents_->inputs.users, vocabulary().users.id);
}

EmbeddingTable TrainedModel::movieVectorsForRetrieval() const {
    EmbeddingTable table = movieVectors();
    const MatchLayer match = matchLayer();
    if (match.weighted())
        for (std::size_t i = 0; i < table.values.size(); ++i)
            table.values[i] *= match.weights[i % table.dimensions];
    return table;
}

EmbeddingTable TrainedModel::movieVectors() const {
    return towerVectors(*contents_->net->movieTower, contents_->inputs.movies,
                        vocabulary().movies.id);
}

} // namespace towerlab
