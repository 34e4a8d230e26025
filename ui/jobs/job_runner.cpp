// SPDX-License-Identifier: MIT
#include "ui/jobs/job_runner.h"

#include <QElapsedTimer>
#include <QMetaObject>

#include <memory>

namespace towerlab::ui {

JobRunner::JobRunner(Results results, QObject* parent) : QObject(parent), results_(results) {}

JobRunner::~JobRunner() {
    ++current_;
    thread_ = {};
}

void JobRunner::start(const QString& title, const QString& failure, Work work) {
    const quint64 id = ++current_;
    thread_.request_stop();
    Q_EMIT started(title);
    // The old thread is joined by the new one, so that the window never waits for it.
    thread_ = std::jthread([this, id, failure, work = std::move(work),
                            previous = std::move(thread_)](const std::stop_token& stop) mutable {
        previous = {};
        runOnWorker(id, stop, failure, work);
    });
}

void JobRunner::cancel() { thread_.request_stop(); }

void JobRunner::post(quint64 id, std::function<void()> action) {
    QMetaObject::invokeMethod(
        this,
        [this, id, action = std::move(action)] {
            if (id == current_ || results_ == Results::All)
                action();
        },
        Qt::QueuedConnection);
}

void JobRunner::runOnWorker(quint64 id, const std::stop_token& stop, const QString& failure,
                            const Work& work) {
    try {
        Outcome outcome = work(stop, throttledProgress(id));
        if (!stop.stop_requested() || results_ == Results::All)
            post(id, std::move(outcome));
    } catch (const Cancelled&) {
        // What was there before stays; the owner hears finished().
    } catch (const std::exception& error) {
        const QString text = QString::fromUtf8(error.what());
        post(id, [this, failure, text] { Q_EMIT failed(failure, text); });
    }
    post(id, [this] { Q_EMIT finished(); });
}

ProgressCallback JobRunner::throttledProgress(quint64 id) {
    constexpr qint64 betweenReportsMs = 50;
    constexpr qint64 beforeGuessMs = 500;
    struct State {
        QElapsedTimer total;
        qint64 last = -betweenReportsMs;
    };
    auto state = std::make_shared<State>();
    state->total.start();
    return [this, id, state](const Progress& now) {
        const qint64 elapsed = state->total.elapsed();
        if (elapsed - state->last < betweenReportsMs)
            return;
        state->last = elapsed;
        int percent = -1;
        QString text =
            QString::fromUtf8(now.phase.data(), static_cast<qsizetype>(now.phase.size()));
        if (now.total > 0) {
            const double share = static_cast<double>(now.done) / static_cast<double>(now.total);
            percent = static_cast<int>(100 * share);
            if (share > 0 && elapsed > beforeGuessMs)
                text = tr("%1, %2 left")
                           .arg(text, durationText(static_cast<double>(elapsed) / 1000 *
                                                   (1 - share) / share));
        }
        post(id, [this, percent, text] { Q_EMIT progress(percent, text); });
    };
}

QString durationText(double seconds) {
    const auto whole = static_cast<qint64>(seconds + 0.5);
    if (whole < 1)
        return JobRunner::tr("under 1 s");
    if (whole < 60)
        return JobRunner::tr("%1 s").arg(whole);
    if (whole < 3600)
        return JobRunner::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return JobRunner::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

} // namespace towerlab::ui
