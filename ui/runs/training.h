// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_record.h"
#include "core/model/settings.h"
#include "core/train/trainer.h"
#include "ui/jobs/training_worker.h"
#include "ui/runs/run_rescue.h"

#include <QObject>

#include <memory>
#include <vector>

namespace towerlab::ui {

class RunLibrary;
class Workspace;

/// The life of a run: it begins or goes on from another one, is told of by steps and epochs, may be
/// held, and ends with a model or without. Keeps the list of runs, and gives the workspace the
/// model that is in use. Lives on the GUI thread.
class Training : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Running, Paused, Stopping };
    Q_ENUM(State)

    explicit Training(Workspace* workspace, QObject* parent = nullptr);
    /// Stops the run under way, and waits until all runs are in their files.
    ~Training() override;

    State state() const { return state_; }
    RunLibrary* library() const { return library_.get(); }
    /// The run under way, once it has begun; else 0.
    quint64 live() const { return live_; }
    /// Loss of every step of the live run, with those of the run that it continues where they are
    /// known; else of its own only.
    const std::vector<float>& stepLosses() const { return losses_; }

public Q_SLOTS:
    void start(const towerlab::RunSettings& settings);
    /// The same, but the run is paused before its first step.
    void startPaused(const towerlab::RunSettings& settings);
    /// Trains on from an earlier run's model, until the settings' epochs are done.
    void continueRun(quint64 id, const towerlab::RunSettings& settings);
    void pause();
    void resume();
    void pauseOrResume();
    /// Lets a paused run train exactly one batch.
    void step();
    /// Whether what a single step does is told of: stepTold(). It makes no difference to the
    /// numbers.
    void setTelling(bool on) { worker_.setTelling(on); }
    void stop();
    /// Stretches short runs, so that they can be watched; also while one is under way.
    void setSlowMotion(bool on);
    /// Makes the model of an earlier run the one in use everywhere.
    void useModel(quint64 id);

Q_SIGNALS:
    /// The state, or whether a run may start: see Workspace::canTrain().
    void stateChanged(towerlab::ui::Training::State state);
    /// live() is listed.
    void begun(quint64 run, quint64 stepsPerEpoch);
    /// Follows begun(), with the model before the first step: its vectors are where the run starts.
    void vectorsBegun(const std::shared_ptr<const towerlab::Recommender>& initial);
    /// The vectors of the live run have come so far.
    void frameTaken(const std::shared_ptr<const towerlab::VectorFrame>& frame);
    void stepsDone(const std::vector<towerlab::StepRecord>& steps,
                   const towerlab::TrainProgress& progress);
    /// A paused run has taken one step.
    void stepTold(const std::shared_ptr<const towerlab::StepStory>& story);
    void epochDone(const towerlab::EpochRecord& record);
    /// `kept`: a model came out of it (all epochs, or those finished before a stop). A run that
    /// failed is still listed where the model of one of its epochs is in use.
    void ended(quint64 run, bool kept, bool stopped);
    /// A model from a file of the person's is in use, and listed as this run.
    void modelOpened(quint64 run);

private:
    void connectWorker();
    void connectWorkspace();
    void train(const RunSettings& settings, bool paused, TrainingWorker::Job::Source from = {});
    void begin(quint64 trainCount, quint64 validationCount,
               const std::shared_ptr<const Recommender>& initial);
    void takeOver(RunRecord& record, quint64 from);
    void addSteps(const std::vector<StepRecord>& steps, const TrainProgress& progress);
    void finish(const std::shared_ptr<const Recommender>& result, bool stopped);
    void end(bool kept, bool stopped);
    void abandon();
    void adoptDataset();
    void markModelInUse();
    void listOpenedModel(const QString& path);
    void setState(State state);

    Workspace* workspace_;
    std::unique_ptr<RunLibrary> library_;
    State state_ = State::Idle;
    RunSettings settings_;  ///< of the run that was last started
    quint64 live_ = 0;      ///< the run under way
    quint64 continued_ = 0; ///< the run that the one about to begin goes on from
    std::vector<float> losses_;
    RunRescue rescue_;
    TrainingWorker worker_; ///< goes first: it writes into files of rescue_
};

} // namespace towerlab::ui
