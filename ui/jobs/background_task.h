// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <stop_token>
#include <thread>

namespace towerlab::ui {

/// Work on a thread of its own, one piece at a time, and the way of its results to the thread that
/// owns the task. New work stops the one under way, whose results are then dropped. What all
/// workers of the window are made of.
///
/// As a member it belongs after everything that its work touches, so that it goes first.
class BackgroundTask : public QObject {
    Q_OBJECT
public:
    /// Runs on the worker. `id` is what post() asks for.
    using Work = std::function<void(quint64 id, const std::stop_token& stop)>;

    /// Whose results are delivered: the newest work's only, or those of superseded work too.
    enum class Results { Newest, All };

    explicit BackgroundTask(Results results = Results::Newest, QObject* parent = nullptr);
    /// Stops the work under way and waits for its thread.
    ~BackgroundTask() override;

    /// @param failure heading of the message shown if the work throws
    void start(const QString& failure, Work work);
    /// Asks the work to stop; what it still posts arrives, and so does finished().
    void cancel() { thread_.request_stop(); }
    /// Asks the work to stop; nothing arrives from it any more.
    void abandon();

    /// Queues an action for the owner's thread, where it is dropped if the work is not the latest
    /// any more. For the worker.
    void post(quint64 id, std::function<void()> action);

Q_SIGNALS:
    /// Work has thrown something other than Cancelled; finished() follows.
    void failed(const QString& title, const QString& text);
    /// After everything else, however the work has ended.
    void finished();

private:
    void run(quint64 id, const std::stop_token& stop, const QString& failure, const Work& work);

    std::jthread thread_;
    Results results_;
    quint64 latest_ = 0;
};

/// Keeps reports from burying the thread that shows them.
class Throttle {
public:
    explicit Throttle(std::chrono::milliseconds between) : between_(between) {}

    /// Whether the last report was long enough ago, or there was none; this is then the last one.
    /// @param anyway the report is due whenever the last one was
    bool due(bool anyway = false);

private:
    std::chrono::milliseconds between_;
    QElapsedTimer sinceLast_;
};

/// Between reports that people read.
inline constexpr std::chrono::milliseconds betweenReports{50};

} // namespace towerlab::ui
