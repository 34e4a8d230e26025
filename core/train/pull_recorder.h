// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_frames.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace towerlab {

/// Collects what pulls the movies' vectors while an epoch is learnt. Used by one thread at a time.
class PullRecorder {
public:
    PullRecorder(std::size_t movies, std::size_t dimensions);

    void beginEpoch();
    /// A rating has been learnt.
    /// @param gradient of a loss by the movie's vector
    /// @param factor   makes it that of the rating's own loss: an engine has the mean of a batch
    void add(std::int32_t user, std::int32_t movie, const float* gradient, float factor) {
        float* row = rows_.data() + static_cast<std::size_t>(movie) * stride_;
        float squares = 0;
        for (std::size_t k = 0; k < dimensions_; ++k) {
            const float pull = factor * gradient[k];
            row[k] -= pull;
            squares += pull * pull;
        }
        row[countAt()] += 1;
        if (squares > row[weakestAt()])
            keep(user, static_cast<std::size_t>(movie), gradient, factor, squares);
    }
    std::shared_ptr<const EpochPulls> endEpoch(int epoch) const;

private:
    void keep(std::int32_t user, std::size_t movie, const float* gradient, float factor,
              float squares);

    std::size_t weakestAt() const { return dimensions_; }
    std::size_t countAt() const { return dimensions_ + 1; }
    std::uint32_t countOf(std::size_t movie) const {
        return static_cast<std::uint32_t>(rows_[movie * stride_ + countAt()]);
    }

    std::size_t dimensions_;
    std::size_t stride_; ///< of `rows_`
    std::size_t most_;   ///< pulls kept of a movie
    /// Of each movie side by side, as they are all touched for each rating: the sum of its pulls,
    /// the squared length of the weakest kept one (below 0 while there is room), and how many
    /// there were: a whole number up to 2^24, which is more than any movie has.
    std::vector<float> rows_;
    std::vector<std::uint8_t> kept_;  ///< how many
    std::vector<std::int32_t> users_; ///< movies × most
    std::vector<float> squares_;
    std::vector<float> pulls_; ///< movies × most × dimensions
};

} // namespace towerlab
