// SPDX-License-Identifier: MIT
// Private to core/train.
#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace towerlab::fast {

/// A second thread that does one half of a job of some microseconds while its owner does the other,
/// with points where they wait for each other. It spins for short waits, for which going to sleep
/// and waking would take longer than the job, and sleeps in long ones.
class PartnerThread { // NOLINT(clang-analyzer-optin.performance.Padding): on purpose, see below
public:
    explicit PartnerThread(std::function<void()> half);
    ~PartnerThread();
    PartnerThread(const PartnerThread&) = delete;
    PartnerThread& operator=(const PartnerThread&) = delete;

    /// Lets the partner begin its half once more. By the owner.
    void begin();
    /// Waits until the partner's half is done. By the owner.
    void join();
    /// Waits until both have come here as often as each other; what either wrote before is then
    /// seen by both. By the owner, and by the partner within its half.
    void meet(bool owner);

private:
    void run();

    std::function<void()> half_;
    // Each is written by one thread only, and has a cache line of its own.
    alignas(64) std::atomic<unsigned> begun_{0};
    alignas(64) std::atomic<unsigned> done_{0};
    alignas(64) std::atomic<unsigned> ownerMet_{0};
    alignas(64) std::atomic<unsigned> partnerMet_{0};
    std::atomic<bool> ended_{false};
    std::thread thread_;
};

} // namespace towerlab::fast
