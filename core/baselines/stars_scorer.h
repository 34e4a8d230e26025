// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/sparse_matrix.h"
#include "core/recommend/scorer.h"

#include <vector>

namespace towerlab {

/// A method that predicts ratings and ranks by them. Knows nothing about movies without a training
/// rating: these score -infinity.
class StarsScorer : public Scorer {
public:
    void score(std::size_t userRow, std::span<const std::int32_t> movieRows,
               std::span<float> scores) const final;
    bool predictsStars() const final { return true; }
    void predictStars(std::size_t userRow, std::span<const std::int32_t> movieRows,
                      std::span<float> stars) const final;

protected:
    explicit StarsScorer(const TrainMatrix& matrix);

    /// Stars, not yet cut to the data set's range.
    virtual void estimate(std::size_t userRow, std::span<const std::int32_t> movieRows,
                          std::span<float> stars) const = 0;

private:
    std::vector<bool> known_; ///< by movie row: whether it has training ratings
    float lowest_;
    float highest_;
};

} // namespace towerlab
