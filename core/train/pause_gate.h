// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace towerlab {

/// Lets one thread hold another between two steps.
class PauseGate {
public:
    void pause();
    void resume();
    bool paused() const;
    /// Returns at once when not paused; else when resumed or when a stop is requested.
    void wait(const std::stop_token& stop);

private:
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    bool paused_ = false;
};

} // namespace towerlab
