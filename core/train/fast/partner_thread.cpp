// SPDX-License-Identifier: MIT
#include "core/train/fast/partner_thread.h"

#include <ATen/Context.h>

#include <utility>

namespace towerlab::fast {
namespace {

void relax() {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#endif
}

/// Waits until `value` is no longer `old`.
void awaitChange(const std::atomic<unsigned>& value, unsigned old) {
    constexpr int spins = 20000; // some tens of microseconds
    for (int spin = 0; spin < spins; ++spin) {
        if (value.load(std::memory_order_acquire) != old)
            return;
        relax();
    }
    value.wait(old, std::memory_order_acquire);
}

/// By the only thread that writes `value`.
void raise(std::atomic<unsigned>& value) {
    value.store(value.load(std::memory_order_relaxed) + 1, std::memory_order_release);
    value.notify_one();
}

} // namespace

PartnerThread::PartnerThread(std::function<void()> half)
    : half_(std::move(half)), thread_([this] { run(); }) {}

PartnerThread::~PartnerThread() {
    ended_.store(true, std::memory_order_release);
    raise(begun_);
    thread_.join();
}

void PartnerThread::begin() { raise(begun_); }

void PartnerThread::join() {
    const unsigned target = begun_.load(std::memory_order_relaxed);
    for (unsigned done = done_.load(std::memory_order_acquire); done != target;
         done = done_.load(std::memory_order_acquire))
        awaitChange(done_, done);
}

void PartnerThread::meet(bool owner) {
    std::atomic<unsigned>& mine = owner ? ownerMet_ : partnerMet_;
    const std::atomic<unsigned>& other = owner ? partnerMet_ : ownerMet_;
    raise(mine);
    const unsigned target = mine.load(std::memory_order_relaxed);
    // The other may be one meeting ahead, never more; the difference is right across an overflow.
    for (unsigned met = other.load(std::memory_order_acquire); static_cast<int>(met - target) < 0;
         met = other.load(std::memory_order_acquire))
        awaitChange(other, met);
}

void PartnerThread::run() {
    at::globalContext().setFlushDenormal(true); // as the trainer does on its own thread
    for (unsigned job = 0;; ++job) {
        awaitChange(begun_, job);
        if (ended_.load(std::memory_order_acquire))
            return;
        half_();
        raise(done_);
    }
}

} // namespace towerlab::fast
