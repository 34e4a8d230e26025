// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/model/run_record.h"
#include "core/model/trained_model.h"
#include "core/train/frame_keeper.h"
#include "core/train/pause_gate.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace towerlab {

class RunSteps;

struct TrainProgress {
    std::uint64_t step = 0;
    std::uint64_t totalSteps = 0;
    int epoch = 1; ///< the one under way, from 1
    int epochs = 1;
    double examplesPerSecond = 0; ///< over the last second or so
    double secondsLeft = 0;
};

/// What a trainer tells while it runs, always by value and on the training thread. Every callback
/// may be empty.
struct TrainObserver {
    /// Before the first step: numbers of training and validation ratings, and the model as
    /// initialised.
    std::function<void(std::uint64_t train, std::uint64_t validation, TrainedModel initial)>
        onStart;
    /// Step records since the last call, and progress; about 20 times a second and at epoch ends.
    std::function<void(std::vector<StepRecord>, TrainProgress)> onSteps;
    /// After each epoch, with a snapshot of the model as it is then.
    std::function<void(EpochRecord, TrainedModel snapshot)> onEpoch;
    /// The vectors as initialised, within epochs as `frames` says, and at the end of each, before
    /// onEpoch. What is kept of them is part of the models that the run gives.
    std::function<void(std::shared_ptr<const VectorFrame>)> onFrame;
    FrameRate frames = {};
    /// Whether the models that the run gives have their moments, as far as these fit.
    bool keepMoments = false;
    /// Takes a step that was let through one by one (PauseGate::step()), as it likes: see
    /// storyTeller(). Empty: it is taken as any other.
    std::function<float(RunSteps& steps, std::int64_t start, std::int64_t count)> takeSingleStep;
};

/// Trains a two-tower model as the settings say, with the engine that they name: gradients worked
/// out by hand and an update of the rows that a batch touches, or LibTorch's autograd and a dense
/// update.
///
/// The same data, settings, seed and thread count give the same numbers on the same machine.
class Trainer {
public:
    /// @param rows of Dataset::ratings() that may take part, for training or validation; empty: all
    /// @throws SettingsError if a setting is out of range.
    Trainer(std::shared_ptr<const Dataset> dataset, RunSettings settings,
            std::vector<std::uint32_t> rows = {});

    /// Blocks until done. Call from a worker thread; sets that thread's LibTorch thread count.
    ///
    /// A stop after at least one finished epoch returns the model as of the last finished epoch
    /// (or the best one, where the settings ask for it), with RunRecord::stoppedEarly set.
    /// @throws Cancelled on a stop before the end of the first epoch.
    /// @throws TrainingError if the loss stops being finite.
    /// @throws SettingsError if no rating is a positive of a ranking objective.
    TrainedModel run(const TrainObserver& observer = {}, const std::stop_token& stop = {},
                     PauseGate* gate = nullptr);

    /// Trains on from the epoch that the model holds until the settings' epochs are done. The
    /// numbers are those of a run that never stopped, where the learning rate does not depend on
    /// the number of epochs or that number is the same.
    /// @throws SettingsError if the model can't be continued, is of other data or other settings.
    TrainedModel continueRun(const TrainedModel& model, const TrainObserver& observer = {},
                             const std::stop_token& stop = {}, PauseGate* gate = nullptr);

private:
    TrainedModel run(const TrainedModel* from, const TrainObserver& observer,
                     const std::stop_token& stop, PauseGate* gate);

    std::shared_ptr<const Dataset> dataset_;
    RunSettings settings_;
    std::vector<std::uint32_t> rows_;
};

/// What a `threads` setting of 0 stands for on this machine.
int automaticThreads();

/// Sets how many threads LibTorch uses on the calling one, as a run with these settings does.
void useThreadsOf(const RunSettings& settings);

} // namespace towerlab
