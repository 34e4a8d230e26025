// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>

namespace towerlab {

/// Time spent in steps: stands still during pauses and validation.
class TrainingTime {
public:
    using Clock = std::chrono::steady_clock;
    using Seconds = std::chrono::duration<double>;

    void start() {
        startedAt_ = Clock::now();
        on_ = true;
    }
    void stop() {
        total_ += Clock::now() - startedAt_;
        on_ = false;
    }
    Seconds running() const { return on_ ? total_ + Seconds(Clock::now() - startedAt_) : total_; }
    Seconds stopped() const { return total_; }

private:
    Clock::time_point startedAt_;
    Seconds total_{0};
    bool on_ = false;
};

/// Examples per second over the last second of training time.
class Throughput {
public:
    using Seconds = TrainingTime::Seconds;

    void add(Seconds now, std::uint64_t examples) {
        marks_.push_back({now, examples});
        while (marks_.size() > 2 && now - marks_[1].time >= rateWindow)
            marks_.pop_front();
    }
    double perSecond() const {
        const Seconds span = marks_.back().time - marks_.front().time;
        const auto examples = marks_.back().examples - marks_.front().examples;
        return span.count() > 0 ? static_cast<double>(examples) / span.count() : 0;
    }

private:
    static constexpr Seconds rateWindow{1.0};
    struct Mark {
        Seconds time{0};
        std::uint64_t examples = 0;
    };
    std::deque<Mark> marks_{{}};
};

} // namespace towerlab
