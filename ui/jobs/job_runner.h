// SPDX-License-Identifier: MIT
#pragma once

#include "core/progress.h"
#include "ui/jobs/background_task.h"

#include <QObject>
#include <QString>

#include <functional>
#include <stop_token>

namespace towerlab::ui {

/// Runs one job at a time on a worker thread; a new job supersedes the one under way, whose result
/// is then dropped. All signals arrive on the thread that owns the runner.
class JobRunner : public QObject {
    Q_OBJECT
public:
    /// Does the work and returns what is to happen with its result on the owner's thread.
    using Outcome = std::function<void()>;
    using Work = std::function<Outcome(const std::stop_token&, const ProgressCallback&)>;

    using Results = BackgroundTask::Results;

    explicit JobRunner(Results results = Results::Newest, QObject* parent = nullptr);

    /// @param failure heading of the message shown if the work throws
    void start(const QString& title, const QString& failure, Work work);
    /// Stops the job; finished() follows.
    void cancel() { task_.cancel(); }
    /// Stops the job, of which nothing is heard any more.
    void abandon() { task_.abandon(); }

Q_SIGNALS:
    void started(const QString& title);
    void progress(int percent, const QString& text);
    void failed(const QString& title, const QString& text);
    void finished();

private:
    ProgressCallback throttledProgress(quint64 id);

    Results results_;
    BackgroundTask task_;
};

/// "12 s", "3 min 5 s": a time left, rounded for people.
QString durationText(double seconds);

} // namespace towerlab::ui
