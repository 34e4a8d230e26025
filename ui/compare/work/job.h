// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QObject>
#include <QString>

#include <memory>
#include <stop_token>
#include <thread>

namespace towerlab::ui {

/// Compares methods on a thread of its own, one comparison at a time. Signals arrive on the thread
/// that owns the job; those of a comparison that was abandoned never do.
class CompareJob : public QObject {
    Q_OBJECT
public:
    explicit CompareJob(QObject* parent = nullptr);
    /// Stops the comparison under way and waits for its thread.
    ~CompareJob() override;

    bool isRunning() const { return running_; }
    void start(const std::shared_ptr<const Dataset>& dataset, const CompareSettings& settings);
    /// What is finished is kept: finished() follows.
    void stop();
    /// Stops, and drops everything still on its way; finished(nullptr) is sent at once.
    void abandon();

Q_SIGNALS:
    /// @param method place in CompareSettings::entries
    void progressed(int method, double fraction, const QString& phase);
    void methodDone(int method, std::shared_ptr<const towerlab::MethodResult> result);
    /// Null if it was stopped before the first method was done, or has failed.
    void finished(std::shared_ptr<const towerlab::Comparison> comparison);
    void failed(const QString& text);

private:
    void run(quint64 id, const std::shared_ptr<const Dataset>& dataset,
             const CompareSettings& settings, const std::stop_token& stop);
    CompareObserver observer(quint64 id);
    template <typename Action>
    void post(quint64 id, Action action);
    void end(const std::shared_ptr<const Comparison>& comparison);

    std::jthread thread_;
    quint64 current_ = 0;
    bool running_ = false;
};

} // namespace towerlab::ui
