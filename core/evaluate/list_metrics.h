// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <cstdint>
#include <span>
#include <vector>

namespace towerlab {

/// What recommended lists are like, beyond being right (Shani and Gunawardana, "Evaluating
/// recommendation systems", in Recommender Systems Handbook, 2011, sections 8.3.3 to 8.3.8).
struct ListMetrics {
    /// Share of the data set's movies that are recommended to anybody, in [0, 1].
    double coverage = 0;
    /// Gini coefficient of how often each movie is recommended: 0 where all are equally often,
    /// towards 1 where a few get everything.
    double gini = 0;
    /// Mean number of training ratings of a recommended movie.
    double popularity = 0;
    /// Mean self-information of a recommended movie in bits, log2(users / training ratings of the
    /// movie) (Zhou et al., PNAS 2010); a movie without training ratings counts as having one.
    double novelty = 0;
    /// Mean over the lists of the mean genre distance of their pairs (Ziegler et al., WWW 2005),
    /// the distance being 1 - shared genres / genres of either (Jaccard); pairs of which neither
    /// movie has a genre, and lists of one movie, are left out. In [0, 1].
    double diversity = 0;
};

/// @param trainRows rows of the ratings that popularity is counted in
/// @param lists     movie rows, one list per user, best first (RankingReport::lists)
/// @param k         how many of each list count
ListMetrics listMetrics(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                        const std::vector<std::vector<std::int32_t>>& lists, int k);

} // namespace towerlab
