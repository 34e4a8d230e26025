// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/random.h"
#include "core/model/settings.h"

#include <cstdint>
#include <span>
#include <vector>

namespace towerlab {

/// Draws movies that a user has not rated in the training ratings.
class NegativeSampler {
public:
    /// @param users, movies the training ratings by vocabulary indices (all of them, not only the
    ///        positives)
    NegativeSampler(std::span<const std::int32_t> users, std::span<const std::int32_t> movies,
                    std::size_t userCount, std::size_t movieCount, NegativeSampling sampling);

    /// Uniform over the movies, or by how often they are rated. For a user who has rated nearly
    /// everything, after many misses, a rated one.
    std::int32_t draw(std::int32_t user, Random& random) const;

    /// What the user has rated, ascending.
    std::span<const std::int32_t> ratedBy(std::int32_t user) const;
    /// Share of the training ratings that each movie has, at least one rating's worth.
    const std::vector<float>& popularity() const { return popularity_; }
    std::size_t movieCount() const { return popularity_.size(); }

private:
    NegativeSampling sampling_;
    std::vector<std::uint32_t> start_;
    std::vector<std::int32_t> rated_;  ///< grouped by user, ascending
    std::vector<std::int32_t> movies_; ///< of the ratings: a random one is drawn by popularity
    std::vector<float> popularity_;
};

} // namespace towerlab
