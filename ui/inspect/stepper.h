// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/inspect/run_copy.h"
#include "core/inspect/step_story.h"

#include <QObject>

#include <memory>
#include <optional>

namespace towerlab::ui {

class JobRunner;
class Training;

/// Takes training steps one at a time to be looked into: on a copy of a run, which changes nothing,
/// or on the run itself while it is paused.
class Stepper : public QObject {
    Q_OBJECT
public:
    enum class Batch { ThisRating, Next };
    enum class On { Copy, Run };

    explicit Stepper(Training* training, QObject* parent = nullptr);

    /// What a copy begins from: a model, or, where there is none, the settings of a run to come.
    /// Steps taken before are forgotten.
    void setSource(std::shared_ptr<const Dataset> dataset, std::optional<TrainedModel> model,
                   const RunSettings& settings);
    /// Forgets the steps taken on the copy.
    void startAgain();
    /// A rating as the model numbers its user and movie, and what was given; if it was.
    struct Rating {
        std::int32_t user = -1;
        std::int32_t movie = -1;
        std::optional<float> given;
    };
    void step(Batch batch, On on, const Rating& rating);
    bool isBusy() const { return busy_; }
    bool canStepRun() const;

Q_SIGNALS:
    void told(const std::shared_ptr<const towerlab::StepStory>& story);
    /// There was no step, and why.
    void refused(const QString& why);
    void busyChanged();
    void failed(const QString& title, const QString& text);

private:
    void setBusy(bool busy);
    void stepCopy(Batch batch, const Rating& rating);

    Training* training_;
    std::shared_ptr<const Dataset> dataset_;
    std::optional<TrainedModel> model_;
    RunSettings settings_;
    struct Copy {
        std::unique_ptr<RunCopy> run;
    };
    std::shared_ptr<Copy> copy_; ///< used by the worker alone
    bool busy_ = false;
    bool waiting_ = false; ///< for the paused run
    JobRunner* jobs_;
};

} // namespace towerlab::ui
