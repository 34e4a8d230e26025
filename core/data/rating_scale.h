// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <cstddef>
#include <vector>

namespace towerlab {

/// On what scale the ratings of a data set are: what its numbers say, not what they should be. The
/// default is that of the article, 1 to 5 stars.
struct RatingScale {
    static constexpr std::size_t mostValues = 20; ///< that are listed and shown one by one

    float lowest = 1;
    float highest = 5;
    /// Those that occur, ascending; empty where they are more than mostValues.
    std::vector<float> values = {1, 2, 3, 4, 5};
    /// From which rating on to speak of a like, as long as nobody says otherwise: 4 stars of 5, and
    /// on other scales what lies as high, and occurs.
    float likedFrom = 4;
};

/// Reads all ratings once: a tenth of a second for 32 million.
RatingScale ratingScale(const Dataset& dataset);

/// Whether ratings between these two can be shown as up to five stars.
bool areStars(float lowest, float highest);

/// Thresholds on any scale lie between these.
inline constexpr double lowestThreshold = -1e6;
inline constexpr double highestThreshold = 1e6;

/// From one threshold to the next in a form: the distance of ratings, or a round number.
double thresholdStep(const RatingScale& scale);

/// The threshold to use on such data where somebody has left it at `starsFrom`: 4, which stands for
/// likes on a scale to 5, becomes that scale's likedFrom; others are meant as they are.
double likeThresholdOn(const RatingScale& scale, double starsFrom);

/// A threshold of likes in a form, when other data are opened: where it stood at likedFrom it still
/// does, and so it does where it would call all ratings likes, or none. 0.5 stands for any rating.
double likeThresholdAfter(const RatingScale& before, const RatingScale& now, double threshold);

/// The bars of a histogram: a bar for each value, those between them that do not occur included
/// where the values are evenly spaced; ranges of equal width where there are too many values.
class RatingBins {
public:
    RatingBins() = default;
    explicit RatingBins(const RatingScale& scale);

    struct Bin {
        double from = 0;
        double to = 0; ///< not in the bin, but for the last; the same as `from` for a single value
    };
    const std::vector<Bin>& bins() const { return bins_; }
    std::size_t size() const { return bins_.size(); }
    /// The bin of a rating of the data.
    std::size_t of(float value) const;

private:
    std::vector<Bin> bins_;
    double step_ = 0; ///< between bins; 0 where they are not evenly spaced
};

} // namespace towerlab
