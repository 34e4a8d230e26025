// SPDX-License-Identifier: MIT
// What the towers read; private to core, because it shows LibTorch.
#pragma once

#include "core/data/encoding.h"
#include "core/model/entity_history.h"
#include "core/model/settings.h"
#include "core/model/sum_of_rows.h"

#include <torch/types.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace towerlab {

/// The ratings that make up the histories of both sides: the training ratings of a run (its
/// positives, for a ranking objective), and part of its model. Null where there is none.
struct RunHistory {
    std::shared_ptr<const EntityHistory> users;
    std::shared_ptr<const EntityHistory> movies;
    RatingBaseline baseline; ///< that stars are compared with
};

/// A bag of words for each entity, the mean of whose embeddings is an input.
struct Bag {
    SparseRows rows;
    std::vector<float> weights; ///< of a row add to 1
};

/// All that one tower may read of each of its users (or movies).
struct TowerInputs {
    torch::Tensor columns; ///< int64, columns × entities: the ids' indices, then a row per feature
    std::vector<std::shared_ptr<const Bag>> bags; ///< genres, title words
    std::shared_ptr<const EntityHistory> history; ///< null: none
};

struct NetInputs {
    TowerInputs users;
    TowerInputs movies;
};

/// Lays the vocabulary out as the settings ask for it.
NetInputs makeNetInputs(const Vocabulary& vocabulary, const ModelSettings& settings,
                        const RunHistory& history = {});

/// Sizes of the tables that a tower needs for its inputs.
struct TowerShape {
    std::int64_t entities = 0;
    std::int64_t idEmbedding = 0;         ///< 0: no ids
    std::vector<std::int64_t> categories; ///< of each column besides the ids
    std::vector<std::int64_t> bagWords;   ///< of each bag
    std::int64_t historyWords = 0;        ///< entities of the other side
    std::size_t historyChannels = 0;
};

/// Sizes that, with the settings, fix the shape of every weight.
struct NetShape {
    TowerShape user;
    TowerShape movie;
    ModelSettings settings;
};
NetShape netShape(const Vocabulary& vocabulary, const ModelSettings& settings);

/// Numbers in all embedding tables of such a net, where nearly all of its memory goes.
std::uint64_t embeddingNumbers(const NetShape& shape);

} // namespace towerlab
