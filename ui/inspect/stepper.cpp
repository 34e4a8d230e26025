// SPDX-License-Identifier: MIT
#include "ui/inspect/stepper.h"

#include "ui/jobs/job_runner.h"
#include "ui/runs/training.h"

#include <utility>

namespace towerlab::ui {

Stepper::Stepper(Training* training, QObject* parent)
    : QObject(parent), training_(training), jobs_(new JobRunner(JobRunner::Results::Newest, this)) {
    connect(jobs_, &JobRunner::failed, this, &Stepper::failed);
    connect(jobs_, &JobRunner::finished, this, [this] { setBusy(false); });
    connect(training, &Training::stepTold, this, [this](const auto& story) {
        if (std::exchange(waiting_, false))
            training_->setTelling(false);
        setBusy(false);
        Q_EMIT told(story);
    });
    connect(training, &Training::stateChanged, this, [this] {
        if (training_->state() == Training::State::Idle && std::exchange(waiting_, false))
            setBusy(false);
    });
}

void Stepper::setBusy(bool busy) {
    if (busy == busy_)
        return;
    busy_ = busy;
    Q_EMIT busyChanged();
}

void Stepper::setSource(std::shared_ptr<const Dataset> dataset, std::optional<TrainedModel> model,
                        const RunSettings& settings) {
    dataset_ = std::move(dataset);
    model_ = std::move(model);
    settings_ = settings;
    startAgain();
}

void Stepper::startAgain() {
    jobs_->abandon();
    if (!waiting_)
        setBusy(false);
    copy_ = nullptr;
}

bool Stepper::canStepRun() const { return training_->state() == Training::State::Paused; }

void Stepper::step(Batch batch, On on, const Rating& rating) {
    if (busy_ || !dataset_)
        return;
    if (on == On::Copy) {
        stepCopy(batch, rating);
        return;
    }
    if (!canStepRun()) {
        Q_EMIT refused(tr("There is no paused run to step."));
        return;
    }
    waiting_ = true;
    setBusy(true);
    training_->setTelling(true);
    training_->step();
}

void Stepper::stepCopy(Batch batch, const Rating& rating) {
    if (!copy_)
        copy_ = std::make_shared<Copy>();
    setBusy(true);
    jobs_->start(
        {}, tr("The step could not be taken"),
        [this, copy = copy_, dataset = dataset_, model = model_, settings = settings_, batch,
         rating](const std::stop_token&, const ProgressCallback&) -> JobRunner::Outcome {
            if (!copy->run)
                copy->run = model ? std::make_unique<RunCopy>(dataset, *model)
                                  : std::make_unique<RunCopy>(dataset, settings);
            const auto story = batch == Batch::Next
                                   ? copy->run->nextBatch()
                                   : copy->run->stepOn(rating.user, rating.movie, rating.given);
            return [this, story] {
                if (story)
                    Q_EMIT told(story);
                else
                    Q_EMIT refused(tr("There is nothing to learn from this pair: it is not "
                                      "rated, or no positive of this objective, or not "
                                      "in the histories that the towers read. Take the "
                                      "run's next batch instead."));
            };
        });
}

} // namespace towerlab::ui
