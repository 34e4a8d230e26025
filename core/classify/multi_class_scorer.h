// SPDX-License-Identifier: MIT
#pragma once

#include "core/recommend/scorer.h"

#include <cstddef>
#include <vector>

namespace towerlab {

/// A multi-class classifier of users: which class will the next movie they choose be of? Scores
/// movies by it.
class MultiClassScorer : public Scorer {
public:
    enum class Classes {
        Genres, ///< in the order of Dataset::genreNames()
        Movies, ///< in the order of the data set's rows
    };

    virtual Classes classes() const = 0;
    /// One a class, in [0, 1]; they sum to 1.
    virtual std::vector<float> probabilities(std::size_t userRow) const = 0;
};

} // namespace towerlab
