// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include "core/model/trained_model.h"
#include "core/model/two_tower_net.h"

#include <memory>

namespace towerlab {

/// The categorical columns of all users and movies of a vocabulary, as the towers read them.
struct FeatureColumns {
    torch::Tensor users;  ///< int64, 4 × users: id index, gender, age, occupation
    torch::Tensor movies; ///< int64, 2 × movies: id index, genre
};
FeatureColumns makeFeatureColumns(const Vocabulary& vocabulary);

/// Immutable once handed out: many threads may read one. Snapshots of a run share the vocabulary
/// and the columns; only the weights are their own.
struct TrainedModel::Contents {
    std::shared_ptr<const Vocabulary> vocabulary;
    FeatureColumns columns;
    RunRecord record;
    std::shared_ptr<TwoTowerNetImpl> net;
};

} // namespace towerlab
