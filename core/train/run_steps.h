// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include "core/model/trained_model_contents.h"
#include "core/train/run_material.h"
#include "core/train/step_engine.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace towerlab {

/// A run as a sequence of steps: its material, the engine, the order of the examples in each epoch,
/// the learning rate of each step, and the moving average of the weights. Who takes the steps,
/// and what is told of them, is the business of others.
class RunSteps {
public:
    /// @throws SettingsError if there is nothing to learn from, or not the memory for it
    RunSteps(const Dataset& dataset, const RunSettings& settings,
             std::span<const std::uint32_t> among);

    /// Takes up where a model left off: its weights, the optimiser's state where it has one, and
    /// the orders of the epochs to come.
    /// @throws SettingsError, ModelFileError if the model does not fit the data
    void continueFrom(const TrainedModel& model);

    /// Shuffles the examples.
    /// @param epoch from 1
    void beginEpoch(int epoch);
    /// One step on the examples [start, start + count) of the epoch's order, at the learning rate
    /// of that step.
    /// @return mean loss of the batch plus the penalties, as they were before the update
    float step(std::int64_t start, std::int64_t count);
    /// The same, and what it went through.
    float tracedStep(std::int64_t start, std::int64_t count, StepTrace& trace);

    /// Adds a rating that the run does not learn from by itself, to take a step on it: where it is
    /// in the order of the epoch. None where it is no example of this objective, or where towers
    /// read histories, of which it is no part.
    std::optional<std::int64_t> addExample(std::int32_t user, std::int32_t movie, float stars);

    std::uint64_t done() const { return done_; }        ///< steps
    std::uint64_t total() const { return total_; }      ///< steps that the settings ask for
    double learningRate() const;                        ///< of the next step
    std::int64_t examples() const { return examples_; } ///< of an epoch
    std::int64_t batchSize() const;

    const RunMaterial& material() const { return material_; }
    StepEngine& engine() { return *engine_; }
    bool averages() const { return !average_.empty(); }
    const NegativeSampler* sampler() const;

    /// The run's net, with the weights of now. Shared with the engine: to be read before the next
    /// step.
    TwoTowerNetImpl& weights();
    /// What a model of now holds: the weights, or their average where the settings ask for it.
    /// @param copied in memory of its own; else it may be the run's own net
    std::shared_ptr<TwoTowerNetImpl> modelNet(bool copied);
    /// A model without weights.
    std::shared_ptr<TrainedModel::Contents> contents(const RunRecord& record) const;
    /// A model of now, from which the run can go on.
    TrainedModel snapshot(const RunRecord& record, bool withCheckpoint);
    /// What of the record does not depend on how the run goes.
    RunRecord beginRecord(const Dataset& dataset) const;

private:
    void makeEngine();
    void afterStep();

    RunMaterial material_;
    std::unique_ptr<StepEngine> engine_;
    std::vector<torch::Tensor> average_; ///< of the weights; empty: none is asked for
    Random shuffle_;
    std::int64_t examples_ = 0;
    std::uint64_t done_ = 0;
    std::uint64_t total_ = 0;
};

} // namespace towerlab
