// SPDX-License-Identifier: MIT
#include "core/evaluate/rating_metrics.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <vector>

namespace towerlab {
namespace {

/// Mean of `of(difference)` over the pairs; 0 for no pairs.
template <typename Function>
double meanOver(std::span<const float> predicted, std::span<const float> actual, Function of) {
    assert(predicted.size() == actual.size());
    if (predicted.empty())
        return 0;
    double sum = 0;
    for (std::size_t i = 0; i < predicted.size(); ++i)
        sum += of(static_cast<double>(predicted[i]) - static_cast<double>(actual[i]));
    return sum / static_cast<double>(predicted.size());
}

} // namespace

double rootMeanSquaredError(std::span<const float> predicted, std::span<const float> actual) {
    return std::sqrt(meanOver(predicted, actual, [](double d) { return d * d; }));
}

double meanAbsoluteError(std::span<const float> predicted, std::span<const float> actual) {
    return meanOver(predicted, actual, [](double d) { return std::abs(d); });
}

double accuracy(std::span<const float> scores, std::span<const float> labels) {
    assert(scores.size() == labels.size());
    if (scores.empty())
        return 0;
    std::size_t right = 0;
    for (std::size_t i = 0; i < scores.size(); ++i)
        right += (scores[i] >= 0.5F) == (labels[i] >= 0.5F) ? 1 : 0;
    return static_cast<double>(right) / static_cast<double>(scores.size());
}

double logLoss(std::span<const float> probabilities, std::span<const float> labels) {
    assert(probabilities.size() == labels.size());
    if (probabilities.empty())
        return 0;
    constexpr double margin = 1e-7;
    double sum = 0;
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        const double p = std::clamp(static_cast<double>(probabilities[i]), margin, 1 - margin);
        sum -= labels[i] >= 0.5F ? std::log(p) : std::log1p(-p);
    }
    return sum / static_cast<double>(probabilities.size());
}

std::optional<double> areaUnderRoc(std::span<const float> scores, std::span<const float> labels) {
    assert(scores.size() == labels.size());
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
    double positives = 0;
    double rankSum = 0;
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin;
        double positivesHere = 0;
        for (; end < order.size() && scores[order[end]] == scores[order[begin]]; ++end)
            positivesHere += labels[order[end]] >= 0.5F ? 1 : 0;
        // Tied scores share the mean of the ranks begin + 1 … end.
        rankSum += positivesHere * static_cast<double>(begin + 1 + end) / 2;
        positives += positivesHere;
        begin = end;
    }
    const double negatives = static_cast<double>(scores.size()) - positives;
    if (positives == 0 || negatives == 0)
        return std::nullopt;
    return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
}

} // namespace towerlab
