// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include "core/model/named_tensors.h"
#include "core/model/run_frames.h"
#include "core/model/tower_inputs.h"
#include "core/model/trained_model.h"
#include "core/model/two_tower_net.h"

#include <memory>

namespace towerlab {

/// What it takes to train on with the same numbers as if there had been no stop: the optimiser's
/// state, see optimiserState(); and the weights by name, where the model's own are an average.
struct Checkpoint {
    NamedTensors optimiser;
    NamedTensors weights;
};

/// What a model puts out for its logits, as TrainedModel::predict() says.
torch::Tensor outputOf(const torch::Tensor& logits, const RunSettings& settings);

/// Immutable once handed out: many threads may read one. Snapshots of a run share the vocabulary
/// and the inputs; only the weights are their own.
struct TrainedModel::Contents {
    std::shared_ptr<const Vocabulary> vocabulary;
    RunHistory history;
    NetInputs inputs;
    RunRecord record;
    std::shared_ptr<TwoTowerNetImpl> net;
    std::shared_ptr<const Checkpoint> checkpoint; ///< null: can't be continued
    std::shared_ptr<const RunFrames> frames;      ///< null: none were kept
    /// See TrainedModel::moments(). Those that are in it have none themselves. Null: none were
    /// kept.
    std::shared_ptr<const std::vector<TrainedModel>> moments;
};

} // namespace towerlab
