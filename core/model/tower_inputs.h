// SPDX-License-Identifier: MIT
// What the towers read; private to core, because it shows LibTorch.
#pragma once

#include "core/data/encoding.h"
#include "core/model/settings.h"
#include "core/model/sparse_rows.h"

#include <torch/types.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace towerlab {

/// The ratings that make up the history features, by user and by movie: the training ratings of a
/// run, and part of its model. Weights as History says.
struct HistoryRows {
    std::shared_ptr<const SparseRows> users;  ///< movies that each user has rated
    std::shared_ptr<const SparseRows> movies; ///< users that have rated each movie
    float meanStars = 0;                      ///< of the training ratings
};

/// One rating by vocabulary indices.
struct IndexedRating {
    std::int32_t user = 0;
    std::int32_t movie = 0;
    float stars = 0;
};

/// The weight of a rating in a history: 1, or by how much it is above or below the mean of all.
float historyWeight(History history, float stars, float meanStars);

/// @return only the parts that the settings ask for
HistoryRows makeHistory(const std::vector<IndexedRating>& ratings, const Vocabulary& vocabulary,
                        const ModelSettings& settings, float meanStars);

/// All that one tower may read of each of its users (or movies).
struct TowerInputs {
    torch::Tensor columns; ///< int64, columns × entities: id index, then a column per feature
    std::vector<std::shared_ptr<const SparseRows>> bags; ///< genres, title words; weights add to 1
    std::shared_ptr<const SparseRows> history;           ///< null: none
};

struct NetInputs {
    TowerInputs users;
    TowerInputs movies;
};

/// Lays the vocabulary out as the settings ask for it.
NetInputs makeNetInputs(const Vocabulary& vocabulary, const ModelSettings& settings,
                        const HistoryRows& history = {});

/// Sizes of the tables that a tower needs for its inputs.
struct TowerShape {
    std::vector<std::int64_t> categories; ///< of each column; the first is the id
    std::vector<std::int64_t> bagWords;   ///< of each bag
    std::int64_t historyWords = 0;        ///< entities of the other side; 0: no history
};

/// Sizes that, with the settings, fix the shape of every weight.
struct NetShape {
    TowerShape user;
    TowerShape movie;
    ModelSettings settings;
};
NetShape netShape(const Vocabulary& vocabulary, const ModelSettings& settings);

} // namespace towerlab
