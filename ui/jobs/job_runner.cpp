// SPDX-License-Identifier: MIT
#include "ui/jobs/job_runner.h"

#include <QElapsedTimer>

#include <cmath>
#include <memory>
#include <utility>

namespace towerlab::ui {

JobRunner::JobRunner(Results results, QObject* parent)
    : QObject(parent), results_(results), task_(results) {
    connect(&task_, &BackgroundTask::failed, this, &JobRunner::failed);
    connect(&task_, &BackgroundTask::finished, this, &JobRunner::finished);
}

void JobRunner::start(const QString& title, const QString& failure, Work work) {
    Q_EMIT started(title);
    task_.start(failure, [this, work = std::move(work)](quint64 id, const std::stop_token& stop) {
        Outcome outcome = work(stop, throttledProgress(id));
        if (!stop.stop_requested() || results_ == Results::All)
            task_.post(id, std::move(outcome));
    });
}

ProgressCallback JobRunner::throttledProgress(quint64 id) {
    constexpr qint64 beforeGuessMs = 500;
    struct State {
        QElapsedTimer total;
        Throttle throttle{betweenReports};
    };
    auto state = std::make_shared<State>();
    state->total.start();
    return [this, id, state](const Progress& now) {
        if (!state->throttle.due())
            return;
        const qint64 elapsed = state->total.elapsed();
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
        task_.post(id, [this, percent, text] { Q_EMIT progress(percent, text); });
    };
}

QString durationText(double seconds) {
    const auto whole = static_cast<qint64>(std::llround(seconds));
    if (whole < 1)
        return JobRunner::tr("under 1 s");
    if (whole < 60)
        return JobRunner::tr("%1 s").arg(whole);
    if (whole < 3600)
        return JobRunner::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return JobRunner::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

} // namespace towerlab::ui
