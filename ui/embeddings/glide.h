// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/plane_point.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace towerlab::ui {

/// Points on their way from where they are to where they belong, gently on and off. Where the
/// person has asked for less motion, they jump.
class Glide : public QObject {
    Q_OBJECT
public:
    explicit Glide(QObject* parent = nullptr);

    /// From where they are now, even in the middle of another way. They jump where there is no time
    /// for it, or where they are other points. arrived() tells the end.
    void to(Layout layout, int milliseconds);
    /// They are there at once; of this arrived() says nothing.
    void put(Layout layout);
    void stop() { pictures_.stop(); }
    void clear();
    bool isMoving() const { return pictures_.isActive(); }
    const Layout& now() const { return now_; }

Q_SIGNALS:
    void moved(const towerlab::Layout& now);
    void arrived();

private:
    void step();
    void arrive();

    QTimer pictures_;
    QElapsedTimer clock_;
    int milliseconds_ = 0;
    Layout from_;
    Layout now_;
    Layout to_;
};

} // namespace towerlab::ui
