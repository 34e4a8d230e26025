// SPDX-License-Identifier: MIT
// How the steps of a run are computed; private to core, because it shows LibTorch.
#pragma once

#include "core/model/two_tower_net.h"
#include "core/train/train_batches.h"

#include <cstdint>
#include <memory>

namespace towerlab {

/// Takes optimiser steps on the training examples of a run.
class StepEngine {
public:
    StepEngine() = default;
    virtual ~StepEngine() = default;
    StepEngine(const StepEngine&) = delete;
    StepEngine& operator=(const StepEngine&) = delete;

    /// Puts the examples into a new random order. Every engine draws the same one.
    virtual void shuffle(Random& random) = 0;
    /// One step on the examples [start, start + count) of the order.
    /// @return mean loss of the batch plus the penalty, as they were before the update
    virtual float step(std::int64_t start, std::int64_t count) = 0;
    /// Threads that it really uses.
    virtual int threads() const = 0;
    /// Brings the weights of the run's net up to date.
    virtual void store(TwoTowerNetImpl& net) const = 0;
};

/// The engine that the settings ask for. Both compute the same: gradients by LibTorch's autograd
/// with a dense update, or by hand with an update of the rows that a batch touches.
/// @param net     the weights to start from; must outlive the engine
/// @param threads it may use; the fast engine has use for two
std::unique_ptr<StepEngine> makeStepEngine(TwoTowerNetImpl& net, const FeatureColumns& columns,
                                           const Examples& examples, const RunSettings& settings,
                                           int threads);

} // namespace towerlab
