// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/inspect/step_story.h"
#include "core/model/trained_model.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace towerlab {

/// A run to be stepped through on the side: the steps are those of the run, with the same numbers,
/// but nothing of the run or of any model changes. Used by one thread at a time, which sets the
/// number of LibTorch's threads.
class RunCopy {
public:
    /// A run with these settings, before its first step.
    /// @throws SettingsError as Trainer
    RunCopy(std::shared_ptr<const Dataset> dataset, const RunSettings& settings);
    /// The run of a model, at the end of the epoch that the model is of. A model that was saved
    /// without the optimiser's state begins with an empty one.
    /// @throws SettingsError, ModelFileError if the model is not of this data
    RunCopy(std::shared_ptr<const Dataset> dataset, const TrainedModel& model);
    ~RunCopy();
    RunCopy(const RunCopy&) = delete;
    RunCopy& operator=(const RunCopy&) = delete;

    /// The step that the run takes next, on its next batch; from the last epoch's end on, on the
    /// first batch of one more epoch.
    std::shared_ptr<const StepStory> nextBatch();
    /// A step on this rating alone, also where the run does not learn from it (it is held out, or
    /// not in the sample).
    /// @param given the rating; none: there is none
    /// @return null where there is no rating, or it is nothing to learn for this objective
    std::shared_ptr<const StepStory> stepOn(std::int32_t user, std::int32_t movie,
                                            std::optional<float> given);

private:
    struct Run; ///< holds LibTorch tensors

    std::shared_ptr<const Dataset> dataset_;
    std::unique_ptr<Run> run_;
};

} // namespace towerlab
