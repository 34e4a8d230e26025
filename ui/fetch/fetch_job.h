// SPDX-License-Identifier: MIT
#pragma once

#include "ui/fetch/fetch_release.h"
#include "ui/jobs/background_task.h"

#include <QObject>

namespace towerlab::ui {

/// Loads a release on a worker thread. Every transfer ends with one of done(), failed() and
/// stopped(), on the thread that owns the job.
class FetchJob : public QObject {
    Q_OBJECT
public:
    explicit FetchJob(QObject* parent = nullptr);

    void start(const Release& release, const QString& folder, const FetchOptions& options);
    bool isRunning() const { return running_; }
    /// What has been loaded is kept; stopped() follows.
    void stop() { task_.cancel(); }

Q_SIGNALS:
    void progress(const towerlab::ui::FetchProgress& progress);
    void done(const towerlab::ui::Fetched& fetched);
    void failed(const QString& text);
    void stopped();

private:
    bool running_ = false;
    BackgroundTask task_;
};

} // namespace towerlab::ui
