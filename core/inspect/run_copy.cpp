// SPDX-License-Identifier: MIT
#include "core/inspect/run_copy.h"

#include "core/error.h"
#include "core/model/trained_model_contents.h"
#include "core/train/flush_denormals.h"
#include "core/train/run_steps.h"
#include "core/train/trainer.h"

#include <algorithm>
#include <utility>

namespace towerlab {
namespace {

/// Before anything of the run is made: its settings are the model's, its data the one at hand.
const RunSettings& settingsFor(const TrainedModel& model, const Dataset& dataset) {
    const DataFingerprint& data = model.record().data;
    if (!data.unknown())
        if (const std::string difference = differenceBetween(data, fingerprintOf(dataset));
            !difference.empty())
            throw SettingsError("The steps of this run can't be taken again: the data is not what "
                                "it was trained on. " +
                                    difference,
                                {}, 0, "Open the data that it was trained on.");
    return model.record().settings;
}

} // namespace

struct RunCopy::Run {
    RunSteps steps;
    int epoch = 0;          ///< that is under way
    std::int64_t start = 0; ///< of the next batch

    Run(const Dataset& dataset, const RunSettings& settings)
        : steps((useThreadsOf(settings), dataset), settings, {}) {}

    void begin(int epochsDone) {
        epoch = epochsDone + 1;
        start = 0;
        steps.beginEpoch(epoch);
    }
};

RunCopy::RunCopy(std::shared_ptr<const Dataset> dataset, const RunSettings& settings)
    : dataset_(std::move(dataset)), run_(std::make_unique<Run>(*dataset_, settings)) {
    run_->begin(0);
}

RunCopy::RunCopy(std::shared_ptr<const Dataset> dataset, const TrainedModel& model)
    : dataset_(std::move(dataset)),
      run_(std::make_unique<Run>(*dataset_, settingsFor(model, *dataset_))) {
    run_->steps.continueFrom(model);
    run_->begin(model.record().keptEpoch);
}

RunCopy::~RunCopy() = default;

std::shared_ptr<const StepStory> RunCopy::nextBatch() {
    const FlushDenormals flush;
    useThreadsOf(run_->steps.material().settings);
    const std::int64_t examples = run_->steps.examples();
    if (run_->start >= examples)
        run_->begin(run_->epoch);
    const std::int64_t start = run_->start;
    const std::int64_t count = std::min(run_->steps.batchSize(), examples - start);
    run_->start += run_->steps.batchSize();
    return tellStep(run_->steps, start, count, *dataset_);
}

std::shared_ptr<const StepStory> RunCopy::stepOn(std::int32_t user, std::int32_t movie,
                                                 std::optional<float> given) {
    const FlushDenormals flush;
    RunSteps& steps = run_->steps;
    useThreadsOf(steps.material().settings);
    auto place = steps.engine().placeOf(user, movie);
    if (!place && given)
        place = steps.addExample(user, movie, *given);
    return place ? tellStep(steps, *place, 1, *dataset_) : nullptr;
}

} // namespace towerlab
