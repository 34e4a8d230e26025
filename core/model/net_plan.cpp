// SPDX-License-Identifier: MIT
#include "core/model/net_plan.h"

#include "core/model/columns_read.h"
#include "core/model/entity_history.h"

#include <algorithm>
#include <numeric>

namespace towerlab {
namespace {

std::int64_t size(std::size_t count) { return static_cast<std::int64_t>(count); }

/// Of either side, behind what comes first.
void addCategories(std::vector<TowerInput>& inputs, const std::vector<FeatureColumn>& columns,
                   Switch any, std::uint32_t leftOut, std::int64_t dimensions) {
    for (const std::size_t place : columnsRead(columns.size(), any, leftOut))
        inputs.push_back({InputKind::Category, place, columns[place].label,
                          size(columns[place].words.size()), dimensions});
}

void addHistory(std::vector<TowerInput>& inputs, History history, std::size_t words,
                std::int64_t dimensions) {
    for (std::size_t channel = 0; channel < channelCount(history); ++channel)
        inputs.push_back({InputKind::History, channel, {}, size(words), dimensions});
}

TowerPlan towerPlan(const Vocabulary& vocabulary, const ModelSettings& settings, Side side) {
    TowerPlan plan;
    plan.inputs = towerInputs(vocabulary, settings, side);
    plan.entities = size(side == Side::User ? vocabulary.userCount() : vocabulary.movieCount());
    plan.normalised = settings.normalise == Switch::On;
    plan.biases = settings.biases == Switch::On;
    std::int64_t inputs = plan.joined();
    for (int layer = 0; layer < settings.hiddenLayers; ++layer) {
        plan.layers.push_back({inputs, settings.hiddenUnits, settings.activation});
        inputs = settings.hiddenUnits;
    }
    plan.layers.push_back({inputs, settings.vectorSize, settings.vectorActivation});
    return plan;
}

} // namespace

std::vector<std::int16_t> distinctYears(const Vocabulary& vocabulary) {
    std::vector<std::int16_t> years = vocabulary.movies.year;
    std::sort(years.begin(), years.end());
    years.erase(std::unique(years.begin(), years.end()), years.end());
    return years;
}

std::vector<TowerInput> towerInputs(const Vocabulary& v, const ModelSettings& settings, Side side) {
    const std::int64_t feature = settings.featureEmbedding;
    const bool users = side == Side::User;
    std::vector<TowerInput> inputs;
    if (settings.idEmbedding > 0 && (!users || settings.userIds == Switch::On))
        inputs.push_back({InputKind::Id,
                          0,
                          {},
                          size(users ? v.userCount() : v.movieCount()),
                          settings.idEmbedding});
    if (users) {
        addCategories(inputs, v.users.categories, settings.userFeatures,
                      settings.userColumnsLeftOut, feature);
        addHistory(inputs, settings.userHistory, v.movieCount(), settings.historyEmbedding);
        return inputs;
    }
    if (settings.movieGenres == MovieGenres::Main)
        inputs.push_back({InputKind::MainGenre, 0, {}, size(v.genres.size()), feature});
    if (settings.movieYear == Switch::On)
        inputs.push_back({InputKind::Year, 0, {}, size(distinctYears(v).size()), feature});
    addCategories(inputs, v.movies.categories, settings.movieFeatures, settings.movieColumnsLeftOut,
                  feature);
    if (settings.movieGenres == MovieGenres::All)
        inputs.push_back({InputKind::Genres, 0, {}, size(v.allGenres.size()), feature});
    if (settings.titleBuckets > 0)
        inputs.push_back({InputKind::TitleWords, 0, {}, settings.titleBuckets, feature});
    addHistory(inputs, settings.movieHistory, v.userCount(), settings.historyEmbedding);
    return inputs;
}

std::int64_t TowerPlan::joined() const {
    return std::accumulate(
        inputs.begin(), inputs.end(), std::int64_t{0},
        [](std::int64_t sum, const TowerInput& input) { return sum + input.dimensions; });
}

std::size_t TowerPlan::tableOf(std::size_t input) const {
    const TableKind kind = tableKind(inputs[input].kind);
    const auto before =
        std::count_if(inputs.begin(), inputs.begin() + static_cast<std::ptrdiff_t>(input),
                      [kind](const TowerInput& each) { return tableKind(each.kind) == kind; });
    const bool noIds = kind == TableKind::Embedding && inputs.front().kind != InputKind::Id;
    return static_cast<std::size_t>(before) + (noIds ? 1 : 0);
}

std::int64_t TowerPlan::parameters() const {
    std::int64_t sum = biases ? entities + joined() : 0;
    for (const TowerInput& input : inputs)
        sum += input.parameters();
    for (const DensePlan& layer : layers)
        sum += layer.parameters();
    return sum;
}

std::int64_t NetPlan::matchParameters() const { return (isWeighted(match) ? vectorSize : 1) + 1; }

std::int64_t NetPlan::parameters() const {
    return user.parameters() + movie.parameters() + matchParameters();
}

NetPlan netPlan(const Vocabulary& vocabulary, const RunSettings& settings) {
    NetPlan plan;
    plan.user = towerPlan(vocabulary, settings.model, Side::User);
    plan.movie = towerPlan(vocabulary, settings.model, Side::Movie);
    plan.match = settings.model.match;
    plan.vectorSize = settings.model.vectorSize;
    plan.logit = outputsLogits(settings.train.objective);
    plan.linear = isLinear(settings);
    plan.chance = isProbability(settings.train.objective);
    return plan;
}

} // namespace towerlab
