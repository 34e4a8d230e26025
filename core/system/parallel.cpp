// SPDX-License-Identifier: MIT
#include "core/system/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace towerlab {
namespace {

/// What the workers of one call share.
struct Shared {
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> done{0};
    std::atomic<bool> failed{false};
    std::mutex mutex;
    std::exception_ptr error; ///< the first; guarded by mutex

    void fail(std::exception_ptr what) {
        const std::lock_guard lock(mutex);
        if (!error)
            error = std::move(what);
        failed = true;
    }
};

} // namespace

std::size_t threadCount(int threads) {
    return threads > 0 ? static_cast<std::size_t>(threads)
                       : std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

void parallelBlocks(std::size_t count, std::size_t blockSize, int threads,
                    const std::function<void(std::size_t, std::size_t, std::size_t)>& work,
                    const std::stop_token& stop, const ProgressCallback& progress,
                    std::string_view phase) {
    throwIfStopped(stop);
    const std::size_t blocks = (count + blockSize - 1) / blockSize;
    const std::size_t workers = std::min(threadCount(threads), std::max<std::size_t>(1, blocks));
    Shared shared;
    const auto run = [&](std::size_t worker) {
        try {
            for (;;) {
                const std::size_t block = shared.next++;
                if (block >= blocks || shared.failed || stop.stop_requested())
                    return;
                const std::size_t begin = block * blockSize;
                const std::size_t end = std::min(begin + blockSize, count);
                work(worker, begin, end);
                const std::size_t done = shared.done += end - begin;
                if (worker == 0)
                    report(progress, done, count, phase);
            }
        } catch (...) {
            shared.fail(std::current_exception());
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t worker = 1; worker < workers; ++worker)
            others.emplace_back([&run, worker] { run(worker); });
        run(0);
    }
    throwIfStopped(stop);
    if (shared.error)
        std::rethrow_exception(shared.error);
    report(progress, count, count, phase);
}

} // namespace towerlab
