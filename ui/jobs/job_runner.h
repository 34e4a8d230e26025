// SPDX-License-Identifier: MIT
#pragma once

#include "core/progress.h"

#include <QObject>
#include <QString>

#include <functional>
#include <stop_token>
#include <thread>

namespace towerlab::ui {

/// Runs one job at a time on a worker thread; a new job supersedes the one under way, whose result
/// is then dropped. All signals arrive on the thread that owns the runner.
class JobRunner : public QObject {
    Q_OBJECT
public:
    /// Does the work and returns what is to happen with its result on the owner's thread.
    using Outcome = std::function<void()>;
    using Work = std::function<Outcome(const std::stop_token&, const ProgressCallback&)>;

    /// Whose results are delivered: the newest job's only, or those of superseded jobs too.
    enum class Results { Newest, All };

    explicit JobRunner(Results results = Results::Newest, QObject* parent = nullptr);
    /// Stops the job under way and waits for its thread.
    ~JobRunner() override;

    /// @param failure heading of the message shown if the work throws
    void start(const QString& title, const QString& failure, Work work);
    void cancel();

Q_SIGNALS:
    void started(const QString& title);
    void progress(int percent, const QString& text);
    void failed(const QString& title, const QString& text);
    void finished();

private:
    void runOnWorker(quint64 id, const std::stop_token& stop, const QString& failure,
                     const Work& work);
    void post(quint64 id, std::function<void()> action);
    ProgressCallback throttledProgress(quint64 id);

    std::jthread thread_;
    Results results_;
    quint64 current_ = 0;
};

/// "12 s", "3 min 5 s": a time left, rounded for people.
QString durationText(double seconds);

} // namespace towerlab::ui
