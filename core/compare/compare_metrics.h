// SPDX-License-Identifier: MIT
#pragma once

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

enum class Better { Higher, Lower, Neither };

/// A column of a comparison. Texts are in English, in the translation context "Metrics".
struct CompareMetric {
    std::string_view key;   ///< "catalogue_ndcg": in files
    std::string_view label; ///< "NDCG@K"; K stands for the comparison's number of places
    std::string_view help;  ///< a sentence that teaches, with the formula
    MetricGroup group = MetricGroup::Rating;
    Better better = Better::Higher;
    int decimals = 3;
    bool percent = false; ///< shares that are read as per cent
    std::string_view unit = {};
};

/// All of them, in the order of their groups.
const std::vector<CompareMetric>& compareMetrics();

/// A position in compareMetrics().
/// @throws SettingsError if there is none of that key.
std::size_t compareMetricIndex(std::string_view key);

} // namespace towerlab
