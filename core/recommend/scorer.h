// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace towerlab {

/// A fitted method as the evaluation sees it: something that scores movies for a user. Immutable
/// once fitted; score() may be called from several threads at a time.
class Scorer {
public:
    Scorer() = default;
    virtual ~Scorer() = default;
    Scorer(const Scorer&) = delete;
    Scorer& operator=(const Scorer&) = delete;

    /// Scores movies for one user: higher means sooner in the list. Only the order counts.
    /// @param userRow   row of the data set's users
    /// @param movieRows rows of the data set's movies
    /// @param scores    as long as movieRows; -infinity for what the method knows nothing about
    virtual void score(std::size_t userRow, std::span<const std::int32_t> movieRows,
                       std::span<float> scores) const = 0;

    /// Whether predictStars() means something.
    virtual bool predictsStars() const { return false; }
    /// Predicted ratings in stars, within the data set's range; only where predictsStars().
    virtual void predictStars(std::size_t userRow, std::span<const std::int32_t> movieRows,
                              std::span<float> stars) const {
        (void)userRow;
        (void)movieRows;
        (void)stars;
    }

    /// Whether predictLikes() means something.
    virtual bool predictsLikes() const { return false; }
    /// Probabilities, in [0, 1], that the user would like what they rated; only where
    /// predictsLikes().
    virtual void predictLikes(std::size_t userRow, std::span<const std::int32_t> movieRows,
                              std::span<float> probabilities) const {
        (void)userRow;
        (void)movieRows;
        (void)probabilities;
    }
};

} // namespace towerlab
