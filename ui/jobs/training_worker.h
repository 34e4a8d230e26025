// SPDX-License-Identifier: MIT
#pragma once

#include "core/inspect/step_story.h"
#include "core/recommend/recommender.h"
#include "core/train/run_keeper.h"
#include "core/train/trainer.h"
#include "ui/jobs/background_task.h"

#include <QObject>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>

namespace towerlab::ui {

/// Trains on a worker thread, one run at a time. Signals arrive on the thread that owns the worker;
/// each run ends with either finished() or failed(), unless it was abandoned.
class TrainingWorker : public QObject {
    Q_OBJECT
public:
    explicit TrainingWorker(QObject* parent = nullptr);

    struct Job {
        std::shared_ptr<const Dataset> dataset;
        RunSettings settings;
        bool paused = false;                          ///< the run is held before its first step
        using Source = std::function<TrainedModel()>; ///< called on the training thread
        Source from = {}; ///< of the model to train on from; empty: a new one is trained
        std::filesystem::path keepIn = {}; ///< where its newest model is kept; empty: nowhere
        FrameRate frames = {};             ///< of the vectors
    };
    void start(Job job);
    void pause() { gate_.pause(); }
    void resume() { gate_.resume(); }
    /// Lets a paused run train exactly one batch.
    void step() { gate_.step(); }
    /// Runs take at least so many seconds; 0 for full speed.
    void setLeastSeconds(double seconds) {
        gate_.setLeastDuration(std::chrono::duration<double>(seconds));
    }
    /// Whether the steps that are let through one by one are told of: told().
    void setTelling(bool on) { telling_ = on; }
    void stop() { task_.cancel(); }
    /// Stops, and drops everything still on its way from the run.
    void abandon() { task_.abandon(); }

Q_SIGNALS:
    /// `initial` is the model before its first step.
    void started(quint64 trainCount, quint64 validationCount,
                 const std::shared_ptr<const towerlab::Recommender>& initial);
    /// The vectors have come so far.
    void frame(const std::shared_ptr<const towerlab::VectorFrame>& frame);
    void steps(const std::vector<towerlab::StepRecord>& steps,
               const towerlab::TrainProgress& progress);
    /// What a single step did.
    void told(const std::shared_ptr<const towerlab::StepStory>& story);
    /// `snapshot` is null where the one before is too recent to be replaced.
    void epoch(const towerlab::EpochRecord& record,
               const std::shared_ptr<const towerlab::Recommender>& snapshot);
    /// `result` is null where the run was stopped before its first epoch was done.
    void finished(const std::shared_ptr<const towerlab::Recommender>& result, bool stopped);
    void failed(const QString& title, const QString& text);

private:
    void run(quint64 id, const Job& job, const std::stop_token& stop);
    TrainObserver observer(quint64 id, const std::shared_ptr<const Dataset>& dataset,
                           RunKeeper* keeper);

    PauseGate gate_;
    std::atomic<bool> telling_ = false;
    bool ended_ = true; ///< finished() or failed() has been sent
    BackgroundTask task_;
};

} // namespace towerlab::ui
