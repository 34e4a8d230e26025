// SPDX-License-Identifier: MIT
#include "core/baselines/stars_scorer.h"

#include <algorithm>
#include <limits>

namespace towerlab {

StarsScorer::StarsScorer(const TrainMatrix& matrix)
    : known_(matrix.movies()), lowest_(matrix.lowest), highest_(matrix.highest) {
    for (std::size_t movie = 0; movie < known_.size(); ++movie)
        known_[movie] = matrix.byMovie.count(movie) > 0;
}

void StarsScorer::score(std::size_t userRow, std::span<const std::int32_t> movieRows,
                        std::span<float> scores) const {
    estimate(userRow, movieRows, scores);
    for (std::size_t i = 0; i < movieRows.size(); ++i)
        if (!known_[static_cast<std::size_t>(movieRows[i])])
            scores[i] = -std::numeric_limits<float>::infinity();
}

void StarsScorer::predictStars(std::size_t userRow, std::span<const std::int32_t> movieRows,
                               std::span<float> stars) const {
    estimate(userRow, movieRows, stars);
    for (float& value : stars)
        value = std::clamp(value, lowest_, highest_);
}

} // namespace towerlab
