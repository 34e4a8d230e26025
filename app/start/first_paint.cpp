// SPDX-License-Identifier: MIT
#include "app/start/first_paint.h"

#include <QEvent>
#include <QTimer>

#include <utility>

namespace towerlab {
namespace {

class FirstPaint : public QObject {
public:
    FirstPaint(QWidget* window, std::function<void()> then)
        : QObject(window), then_(std::move(then)) {
        window->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            QTimer::singleShot(0, this, [this] { // when it is on the screen
                then_();
                deleteLater();
            });
        }
        return false;
    }

private:
    std::function<void()> then_;
};

} // namespace

void afterFirstPaint(QWidget* window, std::function<void()> then) {
    new FirstPaint(window, std::move(then)); // owned by the window
}

} // namespace towerlab
