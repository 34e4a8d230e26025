// SPDX-License-Identifier: MIT
#include "ui/jobs/training_worker.h"

#include <optional>
#include <utility>

namespace towerlab::ui {

TrainingWorker::TrainingWorker(QObject* parent) : QObject(parent) {
    connect(&task_, &BackgroundTask::failed, this,
            [this](const QString& title, const QString& text) {
                ended_ = true;
                Q_EMIT failed(title, text);
            });
    connect(&task_, &BackgroundTask::finished, this, [this] {
        if (!std::exchange(ended_, true))
            Q_EMIT finished(nullptr, true);
    });
}

void TrainingWorker::start(Job job) {
    gate_.resume(); // and forget steps asked for in an earlier pause
    if (job.paused)
        gate_.pause();
    ended_ = false;
    task_.start(tr("Training failed"),
                [this, job = std::move(job)](quint64 id, const std::stop_token& stop) {
                    run(id, job, stop);
                });
}

TrainObserver TrainingWorker::observer(quint64 id, const std::shared_ptr<const Dataset>& dataset,
                                       RunKeeper* keeper) {
    TrainObserver observer;
    observer.onStart = [this, id, dataset](std::uint64_t train, std::uint64_t validation,
                                           TrainedModel model) {
        const auto initial = std::make_shared<const Recommender>(std::move(model), dataset);
        task_.post(
            id, [this, train, validation, initial] { Q_EMIT started(train, validation, initial); });
    };
    observer.onFrame = [this, id](const std::shared_ptr<const VectorFrame>& taken) {
        task_.post(id, [this, taken] { Q_EMIT frame(taken); });
    };
    observer.onSteps = [this, id](std::vector<StepRecord> records, TrainProgress progress) {
        task_.post(id, [this, records = std::move(records), progress] {
            Q_EMIT steps(records, progress);
        });
    };
    observer.takeSingleStep = storyTeller(
        dataset, [this] { return telling_.load(); },
        [this, id](const std::shared_ptr<const StepStory>& story) {
            task_.post(id, [this, story] { Q_EMIT told(story); });
        });
    // Short epochs must not bury the window in models to show; the last one comes at the end.
    constexpr std::chrono::milliseconds betweenSnapshots{100};
    observer.onEpoch = [this, id, dataset, keeper, throttle = Throttle(betweenSnapshots)](
                           const EpochRecord& record, TrainedModel snapshot) mutable {
        if (keeper != nullptr)
            keeper->keep(snapshot.withoutMoments()); // these are written once, with the last one
        // The vectors are computed here, so that the GUI thread only shows them.
        auto shown = throttle.due()
                         ? std::make_shared<const Recommender>(std::move(snapshot), dataset)
                         : nullptr;
        task_.post(id, [this, record, shown] { Q_EMIT epoch(record, shown); });
    };
    return observer;
}

void TrainingWorker::run(quint64 id, const Job& job, const std::stop_token& stop) {
    Trainer trainer(job.dataset, job.settings);
    std::optional<RunKeeper> keeper;
    if (!job.keepIn.empty())
        keeper.emplace(job.keepIn);
    TrainObserver told = observer(id, job.dataset, keeper ? &*keeper : nullptr);
    told.frames = job.frames;
    told.keepMoments = !job.frames.none();
    TrainedModel model = job.from ? trainer.continueRun(job.from(), told, stop, &gate_)
                                  : trainer.run(told, stop, &gate_);
    if (keeper)
        keeper->keep(model); // with what has ended it
    const bool stopped = model.record().stoppedEarly;
    const auto result = std::make_shared<const Recommender>(std::move(model), job.dataset);
    task_.post(id, [this, result, stopped] {
        ended_ = true;
        Q_EMIT finished(result, stopped);
    });
}

} // namespace towerlab::ui
