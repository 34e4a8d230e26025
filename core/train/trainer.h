// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/model/trained_model.h"
#include "core/train/pause_gate.h"
#include "core/train/run_record.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace towerlab {

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
};

/// Trains the seed's two-tower model (embedding -> dense -> dense a tower, dot product or cosine,
/// dense 1, sigmoid) by RMSprop, with the engine that the settings name: gradients worked out by
/// hand and an update of the rows that a batch touches, or LibTorch's autograd and a dense update.
///
/// The same data, settings, seed and thread count give the same numbers on the same machine.
class Trainer {
public:
    /// @throws SettingsError if a setting is out of range.
    Trainer(std::shared_ptr<const Dataset> dataset, RunSettings settings);

    /// Blocks until done. Call from a worker thread; sets that thread's LibTorch thread count.
    ///
    /// A stop after at least one finished epoch returns the model as of the last finished epoch,
    /// with RunRecord::stoppedEarly set.
    /// @throws Cancelled on a stop before the end of the first epoch.
    /// @throws TrainingError if the loss stops being finite.
    TrainedModel run(const TrainObserver& observer = {}, const std::stop_token& stop = {},
                     PauseGate* gate = nullptr);

private:
    std::shared_ptr<const Dataset> dataset_;
    RunSettings settings_;
};

/// What a `threads` setting of 0 stands for on this machine.
int automaticThreads();

} // namespace towerlab
