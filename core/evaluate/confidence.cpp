// SPDX-License-Identifier: MIT
#include "core/evaluate/confidence.h"

#include "core/data/random.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <vector>

namespace towerlab {
namespace {

constexpr double tail = 0.025; ///< outside a 95 % interval, on each side

double meanOf(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double quantile(const std::vector<double>& sorted, double share) {
    const double position = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted[below], sorted[above], position - static_cast<double>(below));
}

/// `value` with the middle of what `oneSample(random)` gives over many samples.
template <typename Sample>
Estimate estimate(double value, Sample oneSample, std::uint64_t seed, int resamples) {
    Random random(seed, "bootstrap");
    std::vector<double> sampled(static_cast<std::size_t>(std::max(resamples, 1)));
    std::generate(sampled.begin(), sampled.end(), [&] { return oneSample(random); });
    std::sort(sampled.begin(), sampled.end());
    return {value, quantile(sampled, tail), quantile(sampled, 1 - tail)};
}

/// Sum of the values with random signs; a generator's word serves 64 of them.
double sumWithRandomSigns(std::span<const double> values, Random& random) {
    constexpr std::size_t bitsPerWord = 64;
    double sum = 0;
    std::uint64_t signs = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i % bitsPerWord == 0)
            signs = random.bits();
        sum += (signs & 1) != 0 ? values[i] : -values[i];
        signs >>= 1;
    }
    return sum;
}

double randomisationTest(std::span<const double> differences, std::uint64_t seed,
                         int permutations) {
    constexpr double rounding = 1e-9; ///< sums of the same numbers in another order are equal
    const double sum = std::accumulate(differences.begin(), differences.end(), 0.0);
    const double asFar = std::abs(sum) * (1 - rounding);
    Random random(seed, "randomisation test");
    int farther = 0;
    for (int i = 0; i < permutations; ++i)
        farther += std::abs(sumWithRandomSigns(differences, random)) >= asFar ? 1 : 0;
    return (farther + 1.0) / (permutations + 1.0);
}

} // namespace

Estimate bootstrapMean(std::span<const double> values, std::uint64_t seed, int resamples) {
    if (values.empty())
        return {};
    const auto oneSample = [&](Random& random) {
        double sum = 0;
        for (std::size_t i = 0; i < values.size(); ++i)
            sum += values[random.below(values.size())];
        return sum / static_cast<double>(values.size());
    };
    return estimate(meanOf(values), oneSample, seed, resamples);
}

Estimate bootstrapRatio(std::span<const double> sums, std::span<const double> weights,
                        std::uint64_t seed, int resamples) {
    assert(sums.size() == weights.size());
    const double weight = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (!(weight > 0))
        return {};
    const double ratio = std::accumulate(sums.begin(), sums.end(), 0.0) / weight;
    const auto oneSample = [&](Random& random) {
        double sum = 0;
        double sampledWeight = 0;
        for (std::size_t i = 0; i < sums.size(); ++i) {
            const auto drawn = static_cast<std::size_t>(random.below(sums.size()));
            sum += sums[drawn];
            sampledWeight += weights[drawn];
        }
        return sampledWeight > 0 ? sum / sampledWeight : ratio;
    };
    return estimate(ratio, oneSample, seed, resamples);
}

PairedComparison comparePaired(std::span<const double> first, std::span<const double> second,
                               std::uint64_t seed, int resamples, int permutations) {
    assert(first.size() == second.size());
    PairedComparison comparison;
    if (first.empty())
        return comparison;
    std::vector<double> differences(first.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        differences[i] = first[i] - second[i];
        comparison.wins += first[i] > second[i] ? 1U : 0U;
        comparison.losses += first[i] < second[i] ? 1U : 0U;
        comparison.ties += first[i] == second[i] ? 1U : 0U;
    }
    comparison.difference = bootstrapMean(differences, seed, resamples);
    comparison.pValue = randomisationTest(differences, seed, permutations);
    return comparison;
}

} // namespace towerlab
