// SPDX-License-Identifier: MIT
// The loop of everything that is trained outside the two towers, whose own loop (Trainer) also
// pauses, resumes and keeps the best epoch.
#pragma once

#include "core/data/random.h"
#include "core/progress.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace towerlab {

/// What a training goes through.
struct EpochPlan {
    int epochs = 0;
    std::uint64_t stepsPerEpoch = 0;
    std::string_view phase; ///< of the progress

    std::uint64_t steps() const { return static_cast<std::uint64_t>(epochs) * stepsPerEpoch; }
};

/// Where it is.
struct EpochStep {
    int epoch = 0;
    std::uint64_t inEpoch = 0; ///< from 0
    std::uint64_t number = 0;  ///< over all epochs, from 0
    double left = 1;           ///< share of all steps that are still to be done, this one included
};

/// Calls `step` for each step of each epoch, and `begin` before each epoch; looks for a stop and
/// reports after each step.
/// @throws Cancelled when stopped.
template <typename Begin, typename Step>
void runEpochs(const EpochPlan& plan, const Begin& begin, const Step& step,
               const std::stop_token& stop, const ProgressCallback& progress) {
    const std::uint64_t total = plan.steps();
    EpochStep at;
    throwIfStopped(stop);
    for (; at.epoch < plan.epochs; ++at.epoch) {
        begin();
        for (at.inEpoch = 0; at.inEpoch < plan.stepsPerEpoch; ++at.inEpoch) {
            at.left = 1 - static_cast<double>(at.number) / static_cast<double>(total);
            step(at);
            ++at.number;
            throwIfStopped(stop);
            report(progress, at.number, total, plan.phase);
        }
    }
}

/// The same in batches of examples (indices of any kind), in a new random order each epoch:
/// `step(at, batch)`.
template <typename Step>
void runShuffledEpochs(std::vector<std::uint32_t>& examples, std::size_t batch, int epochs,
                       std::string_view phase, Random& order, const Step& step,
                       const std::stop_token& stop, const ProgressCallback& progress) {
    const EpochPlan plan{epochs, (examples.size() + batch - 1) / batch, phase};
    const auto ofBatch = [&](const EpochStep& at) {
        const std::size_t first = static_cast<std::size_t>(at.inEpoch) * batch;
        step(at, std::span<const std::uint32_t>(examples).subspan(
                     first, std::min(batch, examples.size() - first)));
    };
    runEpochs(
        plan, [&] { order.shuffle(examples); }, ofBatch, stop, progress);
}

} // namespace towerlab
