// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/metric.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace towerlab {

/// How well one list of candidates was ranked, looking at its first K places. P is the number of
/// positives (relevant movies), rel(r) is 1 where place r holds one, else 0.
enum class RankingMetric {
    /// 1 if any positive is in the first K, else 0. With one positive the HR@K of He et al. (WWW
    /// 2017), section 4.1, and the recall of Cremonesi et al. (RecSys 2010).
    HitRate,
    /// Σ_{r≤K} rel(r) / K (Manning, Raghavan and Schütze 2008, section 8.4).
    Precision,
    /// Σ_{r≤K} rel(r) / P (ibid.).
    Recall,
    /// DCG@K / the best possible DCG@K, where DCG@K = Σ_{r≤K} rel(r) / log2(r + 1) (Järvelin and
    /// Kekäläinen, TOIS 2002, with the discount of Burges et al., ICML 2005).
    Ndcg,
    /// 1 / place of the first positive, 0 beyond K (Voorhees, TREC-8 1999).
    ReciprocalRank,
    /// Σ_{r≤K} rel(r) · precision@r / min(P, K) (ibid. 8.4, cut off at K): its mean is MAP@K.
    AveragePrecision,
};

inline constexpr std::size_t rankingMetricCount = 6;

/// Its label is to be followed by "@K".
struct RankingMetricInfo : Metric {
    RankingMetric metric;
};

/// All of them, in the order of the enumeration.
const std::array<RankingMetricInfo, rankingMetricCount>& rankingMetrics();

/// One value a metric, each in [0, 1].
struct RankingValues {
    std::array<double, rankingMetricCount> value{};

    double of(RankingMetric metric) const { return value[static_cast<std::size_t>(metric)]; }
    double& of(RankingMetric metric) { return value[static_cast<std::size_t>(metric)]; }
};

/// Measures the ranking that `scores` give, at several K from one look at the scores.
///
/// Equal scores: each metric is its expected value over all orders of the tied candidates, in
/// closed form (McSherry and Najork, ECIR 2008, who cover all of these but the hit rate, which is
/// hypergeometric). So the order in which candidates happen to stand never counts, and a method
/// that scores everything alike gets what chance gets: HR@10 = 0.1 for one positive among 100.
/// NaN counts as -infinity.
///
/// @param scores     one a candidate, higher is better; at least one
/// @param isPositive one a candidate, 1 for a positive, at least one of these
/// @param cutoffs    the K, each at least 1; a K beyond the candidates is allowed
/// @return one RankingValues a cutoff
/// O(n) for K small against the n candidates.
std::vector<RankingValues> rankingValues(std::span<const float> scores,
                                         std::span<const std::uint8_t> isPositive,
                                         std::span<const int> cutoffs);

} // namespace towerlab
