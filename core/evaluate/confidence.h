// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace towerlab {

/// A mean with its 95 % interval.
struct Estimate {
    double mean = 0;
    double low = 0;
    double high = 0;
};

/// Mean of independent values (one a user) and its 95 % interval by the percentile bootstrap (Efron
/// and Tibshirani, "An Introduction to the Bootstrap", 1993, section 13.3): the middle 95 % of the
/// means of `resamples` samples drawn with replacement. All 0 for no values.
Estimate bootstrapMean(std::span<const double> values, std::uint64_t seed, int resamples = 1000);

/// The same for Σ sums / Σ weights, resampling pairs of a sum and its weight: a mean over ratings
/// of which those of one user (one pair) hang together. All 0 where the weights are.
Estimate bootstrapRatio(std::span<const double> sums, std::span<const double> weights,
                        std::uint64_t seed, int resamples = 1000);

/// How one method fares against another on the same users.
struct PairedComparison {
    Estimate difference;    ///< of the means, first minus second; interval by paired bootstrap
    double pValue = 1;      ///< two-sided, of "no difference"
    std::size_t wins = 0;   ///< users with whom the first does better
    std::size_t losses = 0; ///< worse
    std::size_t ties = 0;
};

/// Compares two methods' values for the same users in the same order. The p-value is that of
/// Fisher's paired randomisation test: the share of `permutations` random flips of the differences'
/// signs with a mean at least as far from 0, both counted up by one. Smucker, Allan and Carterette,
/// "A comparison of statistical significance tests for information retrieval evaluation" (CIKM
/// 2007), recommend it over the sign and Wilcoxon tests.
PairedComparison comparePaired(std::span<const double> first, std::span<const double> second,
                               std::uint64_t seed, int resamples = 1000, int permutations = 10000);

} // namespace towerlab
