// SPDX-License-Identifier: MIT
#include "ui/compare/work/job.h"

#include "core/error.h"

#include <QElapsedTimer>
#include <QMetaObject>

namespace towerlab::ui {

CompareJob::CompareJob(QObject* parent) : QObject(parent) {}

CompareJob::~CompareJob() {
    ++current_;
    thread_ = {};
}

template <typename Action>
void CompareJob::post(quint64 id, Action action) {
    QMetaObject::invokeMethod(
        this,
        [this, id, action = std::move(action)] {
            if (id == current_)
                action();
        },
        Qt::QueuedConnection);
}

void CompareJob::start(const std::shared_ptr<const Dataset>& dataset,
                       const CompareSettings& settings) {
    const quint64 id = ++current_;
    running_ = true;
    thread_.request_stop();
    // The old thread is joined by the new one, so that the window never waits for it.
    thread_ = std::jthread([this, id, dataset, settings,
                            previous = std::move(thread_)](const std::stop_token& stop) mutable {
        previous = {};
        run(id, dataset, settings, stop);
    });
}

void CompareJob::stop() { thread_.request_stop(); }

void CompareJob::abandon() {
    if (!running_)
        return;
    ++current_;
    stop();
    end(nullptr);
}

void CompareJob::end(const std::shared_ptr<const Comparison>& comparison) {
    running_ = false;
    Q_EMIT finished(comparison);
}

CompareObserver CompareJob::observer(quint64 id) {
    constexpr qint64 betweenReportsMs = 50;
    struct State {
        QElapsedTimer since;
        std::size_t method = 0;
        std::string_view phase;
    };
    auto state = std::make_shared<State>();
    CompareObserver observer;
    observer.onProgress = [this, id, state](std::size_t method, double fraction,
                                            std::string_view phase) {
        const bool same =
            state->since.isValid() && method == state->method && phase == state->phase;
        if (same && state->since.elapsed() < betweenReportsMs)
            return;
        state->since.start();
        state->method = method;
        state->phase = phase;
        const QString text = QString::fromUtf8(phase.data(), static_cast<qsizetype>(phase.size()));
        post(id, [this, method, fraction, text] {
            Q_EMIT progressed(static_cast<int>(method), fraction, text);
        });
    };
    observer.onResult = [this, id](std::size_t method, const MethodResult& result) {
        post(id, [this, method, copy = std::make_shared<const MethodResult>(result)] {
            Q_EMIT methodDone(static_cast<int>(method), copy);
        });
    };
    return observer;
}

void CompareJob::run(quint64 id, const std::shared_ptr<const Dataset>& dataset,
                     const CompareSettings& settings, const std::stop_token& stop) {
    std::shared_ptr<const Comparison> result;
    QString error;
    try {
        result = std::make_shared<const Comparison>(
            compareMethods(dataset, settings, observer(id), stop));
    } catch (const Cancelled&) {
        // Nothing was done yet; the owner hears finished().
    } catch (const std::exception& thrown) {
        error = QString::fromUtf8(thrown.what());
    }
    post(id, [this, result, error] {
        end(result);
        if (!error.isEmpty())
            Q_EMIT failed(error);
    });
}

} // namespace towerlab::ui
