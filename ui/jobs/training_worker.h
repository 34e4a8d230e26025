// SPDX-License-Identifier: MIT
#pragma once

#include "core/recommend/recommender.h"
#include "core/train/trainer.h"

#include <QObject>

#include <functional>
#include <memory>
#include <stop_token>
#include <thread>

namespace towerlab::ui {

/// The training thread. Signals are sent from that thread, by value, and arrive queued.
class TrainingWorker : public QObject {
    Q_OBJECT
public:
    explicit TrainingWorker(QObject* parent = nullptr);
    /// Stops training and waits for its thread.
    ~TrainingWorker() override;

    struct Job {
        std::shared_ptr<const Dataset> dataset;
        RunSettings settings;
        bool paused = false; ///< the run is held before its first step
        /// Gives the model to train on from, on the training thread; empty: a new one is trained.
        std::function<TrainedModel()> from = {};
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
    void stop();
    /// Stops, and drops everything still on its way from the run.
    void abandon();

Q_SIGNALS:
    void started(quint64 run, quint64 trainCount, quint64 validationCount);
    void steps(quint64 run, std::vector<towerlab::StepRecord> steps,
               towerlab::TrainProgress progress);
    /// `snapshot` is null where the one before is too recent to be replaced.
    void epoch(quint64 run, towerlab::EpochRecord record,
               std::shared_ptr<const towerlab::Recommender> snapshot);
    void finished(quint64 run, std::shared_ptr<const towerlab::Recommender> result, bool stopped);
    void failed(quint64 run, const QString& text);

public:
    /// The number of the latest run: results of others are stale.
    quint64 currentRun() const { return run_; }

private:
    void run(quint64 id, const Job& job, const std::stop_token& stop);

    PauseGate gate_;
    std::jthread thread_;
    quint64 run_ = 0;
};

} // namespace towerlab::ui
