// SPDX-License-Identifier: MIT
#include "ui/fetch/fetch_job.h"

#include <utility>

namespace towerlab::ui {

FetchJob::FetchJob(QObject* parent) : QObject(parent) {
    connect(&task_, &BackgroundTask::failed, this, [this](const QString&, const QString& text) {
        running_ = false;
        Q_EMIT failed(text);
    });
    connect(&task_, &BackgroundTask::finished, this, [this] {
        if (std::exchange(running_, false))
            Q_EMIT stopped();
    });
}

void FetchJob::start(const Release& release, const QString& folder, const FetchOptions& options) {
    running_ = true;
    task_.start({}, [this, release, folder, options](quint64 id, const std::stop_token& stop) {
        const auto tell = [this, id](const FetchProgress& now) {
            task_.post(id, [this, now] { Q_EMIT progress(now); });
        };
        const Fetched fetched = fetchRelease(release, folder, options, stop, tell);
        task_.post(id, [this, fetched] {
            running_ = false;
            Q_EMIT done(fetched);
        });
    });
}

} // namespace towerlab::ui
