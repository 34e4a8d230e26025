// SPDX-License-Identifier: MIT
#include "ui/compare/shared/clock.h"

#include "ui/widgets/preferences.h"

#include <algorithm>

namespace towerlab::ui {

void CompareClock::start(const std::vector<CompareEntry>& entries) {
    constexpr double leastSeconds = 0.01; // so that no method counts for nothing
    parts_.clear();
    for (const CompareEntry& entry : entries) {
        Part part;
        part.key = entry.key;
        part.weight = std::max(leastSeconds, remembered(preference::methodSeconds(entry.key)));
        parts_.push_back(part);
    }
    timer_.start();
}

void CompareClock::setProgress(std::size_t method, double fraction) {
    if (method >= parts_.size())
        return;
    Part& part = parts_[method];
    if (!part.begun)
        part.begun = seconds();
    part.fraction = std::clamp(fraction, 0.0, 1.0);
}

void CompareClock::setDone(std::size_t method) {
    if (method >= parts_.size())
        return;
    Part& part = parts_[method];
    if (part.begun)
        remember(preference::methodSeconds(part.key), seconds() - *part.begun);
    part.fraction = 1;
}

double CompareClock::share() const {
    double done = 0;
    double all = 0;
    for (const Part& part : parts_) {
        done += part.weight * part.fraction;
        all += part.weight;
    }
    return all > 0 ? done / all : 0;
}

std::optional<double> CompareClock::secondsLeft() const {
    constexpr double leastShare = 0.02;
    constexpr double leastSeconds = 0.5;
    const double now = share();
    if (now < leastShare || seconds() < leastSeconds)
        return std::nullopt;
    return seconds() * (1 - now) / now;
}

double CompareClock::seconds() const {
    return timer_.isValid() ? static_cast<double>(timer_.elapsed()) / 1000 : 0;
}

} // namespace towerlab::ui
