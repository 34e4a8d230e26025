// SPDX-License-Identifier: MIT
#include "ui/jobs/background_task.h"

#include "core/error.h"
#include "core/system/thread_priority.h"

#include <QMetaObject>

#include <utility>

namespace towerlab::ui {

BackgroundTask::BackgroundTask(Results results, QObject* parent)
    : QObject(parent), results_(results) {}

BackgroundTask::~BackgroundTask() { thread_ = {}; }

void BackgroundTask::start(const QString& failure, Work work) {
    const quint64 id = ++latest_;
    thread_.request_stop();
    // The old thread is joined by the new one, so that the window never waits for it.
    thread_ = std::jthread([this, id, failure, work = std::move(work),
                            previous = std::move(thread_)](const std::stop_token& stop) mutable {
        giveWay();
        previous = {};
        run(id, stop, failure, work);
    });
}

void BackgroundTask::abandon() {
    ++latest_;
    cancel();
}

void BackgroundTask::post(quint64 id, std::function<void()> action) {
    QMetaObject::invokeMethod(
        this,
        [this, id, action = std::move(action)] {
            if (id == latest_ || results_ == Results::All)
                action();
        },
        Qt::QueuedConnection);
}

void BackgroundTask::run(quint64 id, const std::stop_token& stop, const QString& failure,
                         const Work& work) {
    try {
        work(id, stop);
    } catch (const Cancelled&) {
        // What was there before stays; the owner hears finished().
    } catch (const std::exception& error) {
        const QString text = QString::fromUtf8(error.what());
        post(id, [this, failure, text] { Q_EMIT failed(failure, text); });
    }
    post(id, [this] { Q_EMIT finished(); });
}

bool Throttle::due(bool anyway) {
    if (!anyway && sinceLast_.isValid() && sinceLast_.elapsed() < between_.count())
        return false;
    sinceLast_.start();
    return true;
}

} // namespace towerlab::ui
