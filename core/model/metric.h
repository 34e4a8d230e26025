// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace towerlab {

enum class Better { Higher, Lower, Neither };

/// What a figure is and how it is written: for the metrics of runs, of ranked lists and of
/// comparisons alike. Texts are in English, in the translation context "Metrics".
struct Metric {
    std::string_view key;   ///< "validation_ndcg": in JSON, CSV and on the command line
    std::string_view label; ///< "NDCG@K"; K stands for a number of places
    std::string_view help;  ///< a sentence that teaches, with the formula
    Better better = Better::Higher;
    int decimals = 3;
    bool percent = false; ///< shares that are read as per cent
    std::string_view unit = {};
};

/// Whether `value` beats `rival`; nothing does where neither direction is better.
constexpr bool beats(const Metric& metric, double value, double rival) {
    return (metric.better == Better::Higher && value > rival) ||
           (metric.better == Better::Lower && value < rival);
}

} // namespace towerlab
