// SPDX-License-Identifier: MIT
#include "ui/compare/shared/job.h"

namespace towerlab::ui {

CompareJob::CompareJob(QObject* parent) : QObject(parent) {
    connect(&task_, &BackgroundTask::failed, this,
            [this](const QString& title, const QString& text) {
                end(nullptr);
                Q_EMIT failed(title, text);
            });
    connect(&task_, &BackgroundTask::finished, this, [this] {
        if (running_) // stopped before anything was done
            end(nullptr);
    });
}

void CompareJob::start(const std::shared_ptr<const Dataset>& dataset,
                       const CompareSettings& settings) {
    running_ = true;
    task_.start(tr("The methods could not be compared"),
                [this, dataset, settings](quint64 id, const std::stop_token& stop) {
                    const auto result = std::make_shared<const Comparison>(
                        compareMethods(dataset, settings, observer(id), stop));
                    task_.post(id, [this, result] { end(result); });
                });
}

void CompareJob::abandon() {
    if (!running_)
        return;
    task_.abandon();
    end(nullptr);
}

void CompareJob::end(const std::shared_ptr<const Comparison>& comparison) {
    running_ = false;
    Q_EMIT finished(comparison);
}

CompareObserver CompareJob::observer(quint64 id) {
    struct State {
        Throttle throttle{betweenReports};
        std::size_t method = 0;
        std::string_view phase;
    };
    CompareObserver observer;
    observer.onProgress = [this, id, state = State()](std::size_t method, double fraction,
                                                      std::string_view phase) mutable {
        if (!state.throttle.due(method != state.method || phase != state.phase))
            return;
        state.method = method;
        state.phase = phase;
        const QString text = QString::fromUtf8(phase.data(), static_cast<qsizetype>(phase.size()));
        task_.post(id, [this, method, fraction, text] {
            Q_EMIT progressed(static_cast<int>(method), fraction, text);
        });
    };
    observer.onResult = [this, id](std::size_t method, const MethodResult& result) {
        task_.post(id, [this, method, copy = std::make_shared<const MethodResult>(result)] {
            Q_EMIT methodDone(static_cast<int>(method), copy);
        });
    };
    return observer;
}

} // namespace towerlab::ui
