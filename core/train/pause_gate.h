// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace towerlab {

/// Lets one thread hold another between two steps, for as long as it likes or for a slower pace.
class PauseGate {
public:
    void pause();
    void resume();
    bool paused() const;
    /// Lets exactly one more wait() of a pause return, so that one step is done and the pause goes
    /// on; calls add up, and what is left of them ends with the pause. Nothing when not paused.
    void step();
    /// Returns at once when not paused; else when resumed, when a step() is let through, or when a
    /// stop is requested.
    void wait(const std::stop_token& stop);

    /// Slow motion: a whole run is to take at least so long, pauses not counted. 0: full speed. May
    /// be changed while a run is under way.
    void setLeastDuration(std::chrono::duration<double> duration);
    std::chrono::duration<double> leastDuration() const;
    /// Waits for the time given, or until a pause, a stop or another pace is asked for.
    void rest(std::chrono::duration<double> time, const std::stop_token& stop);

private:
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    bool paused_ = false;
    unsigned steps_ = 0; ///< asked for while paused, and not yet let through
    std::chrono::duration<double> leastDuration_{0};
};

} // namespace towerlab
