// SPDX-License-Identifier: MIT
#include "ui/embeddings/glide.h"

#include "ui/widgets/preferences.h"

#include <utility>

namespace towerlab::ui {

Glide::Glide(QObject* parent) : QObject(parent) {
    constexpr int betweenPictures = 16; // milliseconds
    pictures_.setInterval(betweenPictures);
    pictures_.setTimerType(Qt::PreciseTimer);
    connect(&pictures_, &QTimer::timeout, this, &Glide::step);
}

void Glide::to(Layout layout, int milliseconds) {
    to_ = std::move(layout);
    if (now_.size() != to_.size() || milliseconds <= 0 || remembered(preference::reduceMotion)) {
        arrive();
        return;
    }
    from_ = now_;
    milliseconds_ = milliseconds;
    clock_.start();
    pictures_.start();
}

void Glide::put(Layout layout) {
    pictures_.stop();
    now_ = std::move(layout);
    Q_EMIT moved(now_);
}

void Glide::clear() {
    pictures_.stop();
    now_.clear();
}

void Glide::arrive() {
    put(to_);
    Q_EMIT arrived();
}

void Glide::step() {
    const double time = static_cast<double>(clock_.elapsed()) / milliseconds_;
    if (time >= 1) {
        arrive();
        return;
    }
    const auto share = static_cast<float>(time * time * (3 - 2 * time));
    for (std::size_t i = 0; i < now_.size(); ++i)
        now_[i] = {from_[i].x + share * (to_[i].x - from_[i].x),
                   from_[i].y + share * (to_[i].y - from_[i].y)};
    Q_EMIT moved(now_);
}

} // namespace towerlab::ui
