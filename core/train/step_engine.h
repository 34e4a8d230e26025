// SPDX-License-Identifier: MIT
// How the steps of a run are computed; private to core, because it shows LibTorch.
#pragma once

#include "core/model/named_tensors.h"
#include "core/model/two_tower_net.h"
#include "core/train/negative_sampler.h"
#include "core/train/pull_recorder.h"
#include "core/train/step_trace.h"
#include "core/train/train_batches.h"

#include <cstdint>
#include <memory>
#include <optional>

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
    /// What else is random in an epoch (negatives, dropout) depends on the seed and the epoch.
    virtual void beginEpoch(int epoch) { (void)epoch; }
    /// One step on the examples [start, start + count) of the order.
    /// @return mean loss of the batch plus the penalties, as they were before the update
    virtual float step(std::int64_t start, std::int64_t count) = 0;
    /// The same step with the same numbers, and what it went through. The trace of the fast engine
    /// is worked out beside its step by LibTorch, and is equal to its own but for rounding.
    virtual float tracedStep(std::int64_t start, std::int64_t count, StepTrace& trace) = 0;
    /// Where the rating (of a softmax over the catalogue, the user) is in the order; if it is one
    /// of the examples.
    virtual std::optional<std::int64_t> placeOf(std::int32_t user, std::int32_t movie) const = 0;
    /// The newest of the examples, which came after the engine was made, becomes the last of the
    /// order.
    virtual void takeNewExample() = 0;
    virtual void setLearningRate(double rate) = 0;
    /// From now on tells what pulls the movies; null: tells nothing. Makes no difference to the
    /// numbers. A softmax over the catalogue does not pull by single ratings, and tells nothing.
    virtual void recordPulls(PullRecorder* recorder) = 0;
    /// Threads that it really uses.
    virtual int threads() const = 0;
    /// Brings the weights of the run's net up to date.
    virtual void store(TwoTowerNetImpl& net) const = 0;
    /// The optimiser's state as optimiserState() has it, the same from every engine.
    virtual NamedTensors state() = 0;
    /// The same to be looked at: the numbers that follow are those of a run that nobody looks at.
    virtual NamedTensors shownState() = 0;
    /// Takes up a state that belongs to the weights that the net has now.
    /// @throws ModelFileError if it does not fit them
    virtual void setState(const NamedTensors& state) = 0;
};

/// What a run trains on. All of it must outlive the engine.
struct TrainingMaterial {
    TwoTowerNetImpl& net; ///< the weights to start from
    const NetInputs& inputs;
    const Examples& examples;
    const NegativeSampler* sampler; ///< null for pointwise objectives
    const EntityHistory* sequences; ///< null but for a softmax over the catalogue
    const RunSettings& settings;
};

/// The engine that the settings ask for, where it can do what they ask (see whyNotFast()). Both
/// compute the same: gradients by LibTorch's autograd with a dense update, or by hand with an
/// update of the rows that a batch touches.
/// @param threads it may use; the fast engine has use for two
std::unique_ptr<StepEngine> makeStepEngine(const TrainingMaterial& material, int threads);

} // namespace towerlab
