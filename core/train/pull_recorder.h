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
        float squares = 0;
        for (std::size_t k = 0; k < dimensions_; ++k)
            squares += gradient[k] * gradient[k];
        const auto place = static_cast<std::size_t>(movie);
        float* sum = sums_.data() + place * dimensions_;
        for (std::size_t k = 0; k < dimensions_; ++k)
            sum[k] -= factor * gradient[k];
        const std::uint32_t before = counts_[place]++;
        squares *= factor * factor;
        if (before < most_ || squares > weakest_[place])
            keep(user, place, gradient, factor, squares);
    }
    std::shared_ptr<const EpochPulls> endEpoch(int epoch) const;

private:
    void keep(std::int32_t user, std::size_t movie, const float* gradient, float factor,
              float squares);

    std::size_t dimensions_;
    std::uint32_t most_; ///< pulls kept of a movie
    std::vector<float> sums_;
    std::vector<std::uint32_t> counts_;
    std::vector<float> weakest_;      ///< of the kept pulls, squared length
    std::vector<std::int32_t> users_; ///< movies × most
    std::vector<float> squares_;
    std::vector<float> pulls_; ///< movies × most × dimensions
};

} // namespace towerlab
