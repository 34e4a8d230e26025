// SPDX-License-Identifier: MIT
#include "core/recommend/two_tower_scorer.h"

#include "core/model/cosine.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace towerlab {
namespace {

/// In several parts, which the compiler may add up side by side.
float dot(std::span<const float> a, std::span<const float> b) {
    constexpr std::size_t parts = 8;
    float sums[parts] = {};
    std::size_t d = 0;
    for (; d + parts <= a.size(); d += parts)
        for (std::size_t part = 0; part < parts; ++part)
            sums[part] += a[d + part] * b[d + part];
    for (; d < a.size(); ++d)
        sums[0] += a[d] * b[d];
    float sum = 0;
    for (const float part : sums)
        sum += part;
    return sum;
}

void normalise(EmbeddingTable& table) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        const std::span row =
            std::span(table.values).subspan(i * table.dimensions, table.dimensions);
        const float length = std::sqrt(dot(row, row)) + cosineEpsilon;
        for (float& value : row)
            value /= length;
    }
}

} // namespace

TwoTowerScorer::TwoTowerScorer(const TrainedModel& model, const Dataset& dataset)
    : encoding_(dataset, model.vocabulary()),
      users_(model.userVectors()),
      movies_(model.movieVectors()),
      match_(model.matchLayer()),
      predictsStars_(model.record().settings.train.objective == Objective::MeanSquaredError),
      linear_(isLinear(model.record().settings)) {
    if (match_.cosine) {
        normalise(users_);
        normalise(movies_);
    }
}

void TwoTowerScorer::score(std::size_t userRow, std::span<const std::int32_t> movieRows,
                           std::span<float> scores) const {
    constexpr float unknown = -std::numeric_limits<float>::infinity();
    const std::int32_t user = encoding_.userIndex(userRow);
    for (std::size_t i = 0; i < movieRows.size(); ++i) {
        const std::int32_t movie = encoding_.movieIndex(static_cast<std::size_t>(movieRows[i]));
        if (user < 0 || movie < 0) {
            scores[i] = unknown;
            continue;
        }
        const auto u = static_cast<std::size_t>(user);
        const auto m = static_cast<std::size_t>(movie);
        scores[i] = match_.weight * dot(users_.row(u), movies_.row(m)) + match_.bias;
        if (!match_.userBiases.empty())
            scores[i] += match_.userBiases[u] + match_.movieBiases[m];
    }
}

void TwoTowerScorer::predictStars(std::size_t userRow, std::span<const std::int32_t> movieRows,
                                  std::span<float> stars) const {
    score(userRow, movieRows, stars);
    const Vocabulary& vocabulary = encoding_.vocabulary();
    for (float& value : stars) {
        const float output = !std::isfinite(value) ? 0.5F
                             : linear_             ? std::clamp(value, 0.0F, 1.0F)
                                                   : 1.0F / (1.0F + std::exp(-value));
        value = vocabulary.toStars(output);
    }
}

} // namespace towerlab
