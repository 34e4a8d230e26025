// SPDX-License-Identifier: MIT
#include "core/train/pause_gate.h"

namespace towerlab {

void PauseGate::pause() {
    {
        const std::lock_guard lock(mutex_);
        paused_ = true;
    }
    changed_.notify_all();
}

void PauseGate::resume() {
    {
        const std::lock_guard lock(mutex_);
        paused_ = false;
        steps_ = 0;
    }
    changed_.notify_all();
}

void PauseGate::step() {
    {
        const std::lock_guard lock(mutex_);
        if (!paused_)
            return;
        ++steps_;
    }
    changed_.notify_all();
}

bool PauseGate::paused() const {
    const std::lock_guard lock(mutex_);
    return paused_;
}

void PauseGate::wait(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    const bool open = changed_.wait(lock, stop, [this] { return !paused_ || steps_ > 0; });
    if (open && paused_)
        --steps_;
}

void PauseGate::setLeastDuration(std::chrono::duration<double> duration) {
    {
        const std::lock_guard lock(mutex_);
        leastDuration_ = duration;
    }
    changed_.notify_all();
}

std::chrono::duration<double> PauseGate::leastDuration() const {
    const std::lock_guard lock(mutex_);
    return leastDuration_;
}

void PauseGate::rest(std::chrono::duration<double> time, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    const auto pace = leastDuration_;
    changed_.wait_for(lock, stop, time, [this, pace] { return paused_ || leastDuration_ != pace; });
}

} // namespace towerlab
