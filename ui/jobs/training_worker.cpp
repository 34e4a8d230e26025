// SPDX-License-Identifier: MIT
#include "ui/jobs/training_worker.h"

#include "core/error.h"

#include <QElapsedTimer>

namespace towerlab::ui {

TrainingWorker::TrainingWorker(QObject* parent) : QObject(parent) {}

TrainingWorker::~TrainingWorker() { thread_ = {}; }

void TrainingWorker::start(Job job) {
    const quint64 id = ++run_;
    gate_.resume(); // and forget steps asked for in an earlier pause
    if (job.paused)
        gate_.pause();
    thread_.request_stop();
    thread_ = std::jthread([this, id, job = std::move(job),
                            previous = std::move(thread_)](const std::stop_token& stop) mutable {
        previous = {};
        run(id, job, stop);
    });
}

void TrainingWorker::stop() { thread_.request_stop(); }

void TrainingWorker::abandon() {
    ++run_;
    stop();
}

void TrainingWorker::run(quint64 id, const Job& job, const std::stop_token& stop) {
    const std::shared_ptr<const Dataset>& dataset = job.dataset;
    TrainObserver observer;
    observer.onStart = [this, id](std::uint64_t train, std::uint64_t validation,
                                  const TrainedModel&) { Q_EMIT started(id, train, validation); };
    observer.onSteps = [this, id](std::vector<StepRecord> records, TrainProgress progress) {
        Q_EMIT steps(id, std::move(records), progress);
    };
    QElapsedTimer sinceSnapshot;
    observer.onEpoch = [this, id, dataset, &sinceSnapshot](const EpochRecord& record,
                                                           TrainedModel snapshot) {
        // Short epochs must not bury the window in models to show; the last one comes at the end.
        constexpr qint64 betweenSnapshotsMs = 100;
        std::shared_ptr<const Recommender> shown;
        if (!sinceSnapshot.isValid() || sinceSnapshot.elapsed() >= betweenSnapshotsMs) {
            sinceSnapshot.start();
            // The vectors are computed here, so that the GUI thread only shows them.
            shown = std::make_shared<const Recommender>(std::move(snapshot), dataset);
        }
        Q_EMIT epoch(id, record, shown);
    };
    try {
        Trainer trainer(dataset, job.settings);
        TrainedModel model = job.from ? trainer.continueRun(job.from(), observer, stop, &gate_)
                                      : trainer.run(observer, stop, &gate_);
        const bool stopped = model.record().stoppedEarly;
        Q_EMIT finished(id, std::make_shared<const Recommender>(std::move(model), dataset),
                        stopped);
    } catch (const Cancelled&) {
        Q_EMIT finished(id, nullptr, true);
    } catch (const std::exception& error) {
        Q_EMIT failed(id, QString::fromUtf8(error.what()));
    }
}

} // namespace towerlab::ui
