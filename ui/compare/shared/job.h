// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "ui/jobs/background_task.h"

#include <QObject>
#include <QString>

#include <memory>

namespace towerlab::ui {

/// Compares methods on a thread of its own, one comparison at a time. Signals arrive on the thread
/// that owns the job; those of a comparison that was abandoned never do.
class CompareJob : public QObject {
    Q_OBJECT
public:
    explicit CompareJob(QObject* parent = nullptr);

    bool isRunning() const { return running_; }
    void start(const std::shared_ptr<const Dataset>& dataset, const CompareSettings& settings);
    /// What is finished is kept: finished() follows.
    void stop() { task_.cancel(); }
    /// Stops, and drops everything still on its way; finished(nullptr) is sent at once.
    void abandon();

Q_SIGNALS:
    /// @param method place in CompareSettings::entries
    void progressed(int method, double fraction, const QString& phase);
    void methodDone(int method, std::shared_ptr<const towerlab::MethodResult> result);
    /// Null if it was stopped before the first method was done, or has failed.
    void finished(std::shared_ptr<const towerlab::Comparison> comparison);
    void failed(const QString& title, const QString& text);

private:
    CompareObserver observer(quint64 id);
    void end(const std::shared_ptr<const Comparison>& comparison);

    bool running_ = false;
    BackgroundTask task_;
};

} // namespace towerlab::ui
