// SPDX-License-Identifier: MIT
// What the neighbourhood methods share.
#pragma once

#include "core/baselines/similarity.h"
#include "core/data/side.h"
#include "core/model/rating_baseline.h"

#include <vector>

namespace towerlab {

/// What makes two movies (item-CF) or two users (user-CF) alike. For user-CF read users for movies
/// and movies for users.
enum class CfSimilarity {
    /// Cosine of the movies' columns of the user-movie matrix, a missing rating being 0 (Sarwar et
    /// al., "Item-based collaborative filtering", WWW 2001, section 3.1.1).
    Cosine,
    /// Cosine of the ratings by users who rated both, each less the user's mean (ibid. 3.1.3).
    AdjustedCosine,
    /// Correlation of the ratings by users who rated both (ibid. 3.1.2; of users: Resnick et al.,
    /// "GroupLens", CSCW 1994).
    Pearson,
    /// Cosine of what biases leave over of the ratings by users who rated both (Koren, "Factor in
    /// the neighbors", TKDD 2010, section 2.2).
    BaselinePearson,
};

namespace detail {

/// The nearest of each movie or user, whichever side is compared.
NeighbourLists findNeighbours(const TrainMatrix& matrix, Side side, CfSimilarity similarity,
                              const SimilaritySettings& settings, const BaselineSettings& biases,
                              const std::stop_token& stop, const ProgressCallback& progress);

/// The mean of each row's values; `whereNone` for those without.
std::vector<float> meansOf(const SparseMatrix& rows, double whereNone);

} // namespace detail
} // namespace towerlab
