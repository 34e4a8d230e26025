// SPDX-License-Identifier: MIT
#include "core/data/rating_scale.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <set>

namespace towerlab {
namespace {

constexpr double usualThreshold = 4; ///< of the settings' defaults, on a scale to 5
constexpr double likedShare = 0.75;  ///< of the way from the lowest rating to the highest

/// The values that occur; empty if they are too many. A table by the values' bits passes over those
/// that were met before.
std::vector<float> distinctValues(const std::vector<float>& ratings) {
    constexpr std::size_t slots = 256;
    std::array<float, slots> met;
    met.fill(std::numeric_limits<float>::quiet_NaN());
    std::set<float> values;
    for (const float value : ratings) {
        const auto bits = std::bit_cast<std::uint32_t>(value);
        float& slot = met[((bits >> 19U) ^ (bits >> 9U)) % slots];
        if (slot == value)
            continue;
        slot = value;
        values.insert(value);
        if (values.size() > RatingScale::mostValues)
            return {};
    }
    return {values.begin(), values.end()};
}

/// The lowest rating that is at least `wanted`.
float nextRating(const std::vector<float>& ratings, double wanted, float highest) {
    float found = highest;
    for (const float value : ratings)
        if (static_cast<double>(value) >= wanted)
            found = std::min(found, value);
    return found;
}

float proposedLike(const RatingScale& scale, const std::vector<float>& ratings) {
    if (areStars(scale.lowest, scale.highest) && double{scale.lowest} < usualThreshold)
        return static_cast<float>(usualThreshold);
    const double wanted =
        double{scale.lowest} + likedShare * (double{scale.highest} - double{scale.lowest});
    return nextRating(scale.values.empty() ? ratings : scale.values, wanted, scale.highest);
}

double smallestGap(const std::vector<float>& values) {
    double gap = double{values.back()} - double{values.front()};
    for (std::size_t i = 1; i < values.size(); ++i)
        gap = std::min(gap, double{values[i]} - double{values[i - 1]});
    return gap;
}

/// The distance of values that are evenly spaced, or would be without some gaps; else 0.
double evenStep(const std::vector<float>& values) {
    if (values.size() < 3) // like or not
        return 0;
    constexpr double tolerance = 1e-3;
    const double step = smallestGap(values);
    const auto stepsTo = [&](float value) {
        return (double{value} - double{values.front()}) / step;
    };
    const bool even = std::all_of(values.begin(), values.end(), [&](float value) {
        return std::abs(stepsTo(value) - std::round(stepsTo(value))) < tolerance;
    });
    return even && stepsTo(values.back()) < static_cast<double>(RatingScale::mostValues) ? step : 0;
}

/// 1, 2 or 5 times a power of ten, so that no more bins than that cover the range.
double roundStep(double range, std::size_t mostBins) {
    double power = std::pow(10, std::floor(std::log10(range / static_cast<double>(mostBins))));
    for (;; power *= 10)
        for (const double factor : {1.0, 2.0, 5.0})
            if (range <= factor * power * static_cast<double>(mostBins) * (1 + 1e-6))
                return factor * power;
}

} // namespace

RatingScale ratingScale(const Dataset& dataset) {
    const std::vector<float>& ratings = dataset.ratings().value;
    RatingScale scale{dataset.minRating(), dataset.maxRating(), distinctValues(ratings), 0};
    scale.likedFrom = proposedLike(scale, ratings);
    return scale;
}

bool areStars(float lowest, float highest) { return lowest >= 0 && highest >= 4 && highest <= 5; }

double thresholdStep(const RatingScale& scale) {
    if (areStars(scale.lowest, scale.highest))
        return 0.5;
    if (scale.values.empty())
        return roundStep(double{scale.highest} - double{scale.lowest}, RatingScale::mostValues);
    return scale.values.size() > 1 ? smallestGap(scale.values) : 1;
}

double likeThresholdOn(const RatingScale& scale, double starsFrom) {
    return starsFrom == usualThreshold ? double{scale.likedFrom} : starsFrom;
}

double likeThresholdAfter(const RatingScale& before, const RatingScale& now, double threshold) {
    constexpr double any = 0.5;
    const bool partsNothing =
        threshold > double{now.highest} || (threshold <= double{now.lowest} && threshold != any);
    return threshold == double{before.likedFrom} || partsNothing ? double{now.likedFrom}
                                                                 : threshold;
}

RatingBins::RatingBins(const RatingScale& scale) {
    if (!scale.values.empty()) {
        step_ = evenStep(scale.values);
        if (step_ == 0)
            for (const float value : scale.values)
                bins_.push_back({double{value}, double{value}});
        for (double value = double{scale.lowest};
             step_ > 0 && value <= double{scale.highest} + 1e-4; value += step_)
            bins_.push_back({value, value});
        return;
    }
    const double range = double{scale.highest} - double{scale.lowest};
    step_ = roundStep(range, RatingScale::mostValues);
    const double first = std::floor(double{scale.lowest} / step_ + 1e-6);
    const double last = std::ceil(double{scale.highest} / step_ - 1e-6);
    for (double step = first; step < last; ++step)
        bins_.push_back({step * step_, (step + 1) * step_});
}

std::size_t RatingBins::of(float value) const {
    const auto at = double{value};
    if (step_ > 0) {
        const bool single = bins_.front().from == bins_.front().to;
        const double place = (at - bins_.front().from) / step_ + (single ? 0.5 : 1e-6);
        return static_cast<std::size_t>(
            std::clamp(std::floor(place), 0.0, static_cast<double>(bins_.size() - 1)));
    }
    const auto after = std::upper_bound(bins_.begin(), bins_.end(), at,
                                        [](double x, const Bin& bin) { return x < bin.from; });
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, after - bins_.begin() - 1));
}

} // namespace towerlab
