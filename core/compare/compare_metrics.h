// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/metric.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace towerlab {

enum class MetricGroup {
    Rating,         ///< stars predicted for the tested ratings
    Classification, ///< a tested rating of so many stars or more against the others
    Sampled,        ///< each movie to be found among others drawn at random
    Catalogue,      ///< each user's movies to be found among all that they had not rated
    BeyondAccuracy, ///< what the lists of the first K are like
    Time,
};

/// A column of a comparison; K of its label is the comparison's number of places.
struct CompareMetric : Metric {
    MetricGroup group = MetricGroup::Rating;
};

/// All of them, in the order of their groups.
const std::vector<CompareMetric>& compareMetrics();

/// A position in compareMetrics().
/// @throws SettingsError if there is none of that key.
std::size_t compareMetricIndex(std::string_view key);

} // namespace towerlab
