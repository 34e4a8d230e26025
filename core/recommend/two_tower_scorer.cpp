// SPDX-License-Identifier: MIT
#include "core/recommend/two_tower_scorer.h"

#include <cmath>
#include <limits>

namespace towerlab {

TwoTowerScorer::TwoTowerScorer(const TrainedModel& model, const Dataset& dataset)
    : encoding_(dataset, model.vocabulary()),
      match_(model),
      predictsStars_(model.record().settings.train.objective == Objective::MeanSquaredError),
      predictsLikes_(model.record().settings.train.objective == Objective::BinaryCrossEntropy) {}

void TwoTowerScorer::score(std::size_t userRow, std::span<const std::int32_t> movieRows,
                           std::span<float> scores) const {
    constexpr float unknown = -std::numeric_limits<float>::infinity();
    const std::int32_t user = encoding_.userIndex(userRow);
    for (std::size_t i = 0; i < movieRows.size(); ++i) {
        const std::int32_t movie = encoding_.movieIndex(static_cast<std::size_t>(movieRows[i]));
        scores[i] = user < 0 || movie < 0
                        ? unknown
                        : match_.logit(match_.user(static_cast<std::size_t>(user)),
                                       static_cast<std::size_t>(movie));
    }
}

void TwoTowerScorer::outputs(std::size_t userRow, std::span<const std::int32_t> movieRows,
                             std::span<float> values) const {
    score(userRow, movieRows, values);
    for (float& value : values)
        value = std::isfinite(value) ? match_.output(value) : 0.5F;
}

void TwoTowerScorer::predictStars(std::size_t userRow, std::span<const std::int32_t> movieRows,
                                  std::span<float> stars) const {
    outputs(userRow, movieRows, stars);
    for (float& value : stars)
        value = encoding_.vocabulary().toStars(value);
}

void TwoTowerScorer::predictLikes(std::size_t userRow, std::span<const std::int32_t> movieRows,
                                  std::span<float> probabilities) const {
    outputs(userRow, movieRows, probabilities);
}

} // namespace towerlab
