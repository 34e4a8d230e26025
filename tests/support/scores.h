// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/recommend/scorer.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

namespace towerlab::test {

using Rows = std::vector<std::uint32_t>;
inline constexpr float unknown = -std::numeric_limits<float>::infinity();

inline Rows allRows(const Dataset& dataset) {
    Rows rows(dataset.ratings().size());
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

inline std::vector<std::int32_t> firstMovies(std::size_t count) {
    std::vector<std::int32_t> rows(count);
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

/// Scores of the first movies for a user.
inline std::vector<float> scoresOf(const Scorer& scorer, std::size_t user, std::size_t movies) {
    std::vector<float> scores(movies);
    scorer.score(user, firstMovies(movies), scores);
    return scores;
}

inline std::vector<float> starsOf(const Scorer& scorer, std::size_t user, std::size_t movies) {
    std::vector<float> stars(movies);
    scorer.predictStars(user, firstMovies(movies), stars);
    return stars;
}

inline bool near(double a, double b, double tolerance = 1e-5) {
    return std::abs(a - b) <= tolerance;
}

} // namespace towerlab::test
