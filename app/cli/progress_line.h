// SPDX-License-Identifier: MIT
#pragma once

#include "core/progress.h"

#include <chrono>
#include <string>

namespace towerlab::cli {

/// A line on stderr that is written over again and again; silent where stderr is not a terminal,
/// so that logs stay clean.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// Shows phase, share and time left; at most ten times a second.
    void show(const Progress& progress);
    void show(const std::string& text);
    void clear();

private:
    using Clock = std::chrono::steady_clock;

    bool due();
    double secondsInPhase(std::string_view phase);

    bool enabled_;
    bool shown_ = false;
    std::string phase_;
    Clock::time_point phaseStart_;
    Clock::time_point last_;
};

/// "12 s", "3 min 05 s", "1 h 10 min".
std::string durationText(double seconds);

} // namespace towerlab::cli
