// SPDX-License-Identifier: MIT
#include "ui/compare/shared/clock.h"

#include "ui/widgets/preferences.h"

#include <algorithm>

namespace towerlab::ui {

void CompareClock::start(const std::vector<CompareEntry>& entries, std::size_t ratings) {
    constexpr double leastSeconds = 0.01; // so that no method counts for nothing
    constexpr double unknownSeconds = 1;
    ratings_ = std::max<std::size_t>(1, ratings);
    parts_.clear();
    for (const CompareEntry& entry : entries) {
        Part part;
        part.key = entry.key;
        const double known = remembered(preference::methodSecondsPerRating(entry.key));
        part.weight = known > 0 ? std::max(leastSeconds, known * static_cast<double>(ratings_))
                                : unknownSeconds;
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
        remember(preference::methodSecondsPerRating(part.key),
                 (seconds() - *part.begun) / static_cast<double>(ratings_));
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

std::optional<double> expectedSeconds(const std::vector<CompareEntry>& entries,
                                      std::size_t ratings) {
    double sum = 0;
    for (const CompareEntry& entry : entries) {
        const double known = remembered(preference::methodSecondsPerRating(entry.key));
        if (known <= 0)
            return std::nullopt;
        sum += known * static_cast<double>(ratings);
    }
    return sum;
}

double CompareClock::seconds() const {
    return timer_.isValid() ? static_cast<double>(timer_.elapsed()) / 1000 : 0;
}

} // namespace towerlab::ui
