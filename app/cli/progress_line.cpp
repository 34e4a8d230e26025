// SPDX-License-Identifier: MIT
#include "app/cli/progress_line.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>

#include <unistd.h>

namespace towerlab::cli {

ProgressLine::ProgressLine() : enabled_(isatty(STDERR_FILENO) == 1) {}

bool ProgressLine::due() {
    using namespace std::chrono_literals;
    const auto now = Clock::now();
    if (!enabled_ || (shown_ && now - last_ < 100ms))
        return false;
    last_ = now;
    return true;
}

double ProgressLine::secondsInPhase(std::string_view phase) {
    const auto now = Clock::now();
    if (phase_ != phase) {
        phase_ = phase;
        phaseStart_ = now;
    }
    return std::chrono::duration<double>(now - phaseStart_).count();
}

void ProgressLine::show(const Progress& progress) {
    if (!enabled_)
        return;
    const double elapsed = secondsInPhase(progress.phase);
    std::string text(progress.phase);
    if (progress.total > 0 && progress.done > 0) {
        const double share =
            std::min(1.0, static_cast<double>(progress.done) / static_cast<double>(progress.total));
        text += ", " + std::to_string(std::lround(share * 100)) + " %, " +
                durationText(elapsed * (1 - share) / share) + " left";
    }
    show(text);
}

void ProgressLine::show(const std::string& text) {
    if (!due())
        return;
    std::cerr << "\r\033[K" << text << std::flush;
    shown_ = true;
}

void ProgressLine::clear() {
    if (shown_)
        std::cerr << "\r\033[K" << std::flush;
    shown_ = false;
}

std::string durationText(double seconds) {
    const auto whole = static_cast<long>(std::ceil(std::clamp(seconds, 0.0, 3.6e8)));
    char text[64];
    if (whole < 60)
        std::snprintf(text, sizeof text, "%ld s", whole);
    else if (whole < 3600)
        std::snprintf(text, sizeof text, "%ld min %02ld s", whole / 60, whole % 60);
    else
        std::snprintf(text, sizeof text, "%ld h %02ld min", whole / 3600, whole % 3600 / 60);
    return text;
}

} // namespace towerlab::cli
