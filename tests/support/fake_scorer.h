// SPDX-License-Identifier: MIT
#pragma once

#include "core/recommend/scorer.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace towerlab::test {

/// A scorer whose answers a test knows: by a formula of user and movie rows, or as listed by movie
/// row, whoever the user is. Predictions of stars or likes, where it makes any, are its scores.
class FakeScorer : public Scorer {
public:
    using Formula = std::function<float(std::size_t user, std::int32_t movie)>;
    enum class Predicts { Nothing, Stars, Likes };

    explicit FakeScorer(Formula formula, Predicts predicts = Predicts::Nothing)
        : formula_(std::move(formula)), predicts_(predicts) {}
    explicit FakeScorer(std::vector<float> byMovie, Predicts predicts = Predicts::Nothing)
        : FakeScorer(
              [byMovie = std::move(byMovie)](std::size_t, std::int32_t movie) {
                  return byMovie[static_cast<std::size_t>(movie)];
              },
              predicts) {}

    void score(std::size_t user, std::span<const std::int32_t> movies,
               std::span<float> scores) const override {
        for (std::size_t i = 0; i < movies.size(); ++i)
            scores[i] = formula_(user, movies[i]);
    }
    bool predictsStars() const override { return predicts_ == Predicts::Stars; }
    void predictStars(std::size_t user, std::span<const std::int32_t> movies,
                      std::span<float> stars) const override {
        score(user, movies, stars);
    }
    bool predictsLikes() const override { return predicts_ == Predicts::Likes; }
    void predictLikes(std::size_t user, std::span<const std::int32_t> movies,
                      std::span<float> probabilities) const override {
        score(user, movies, probabilities);
    }

private:
    Formula formula_;
    Predicts predicts_;
};

} // namespace towerlab::test
