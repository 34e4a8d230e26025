// SPDX-License-Identifier: MIT
#pragma once

#include "core/progress.h"

#include <cstddef>
#include <functional>
#include <string_view>

namespace towerlab {

/// `threads`, or as many as the processor has cores where it is below 1.
std::size_t threadCount(int threads);

/// Calls `work(worker, begin, end)` for blocks that together cover [0, count), each once, from the
/// calling thread (worker 0) and `threads` - 1 others. `work` must not care which worker does a
/// block nor in what order. Progress is reported from the calling thread only.
/// @param threads   0: as many as the processor has cores
/// @param blockSize positions handed out at a time
/// @throws Cancelled when stopped; else what a call of `work` threw first.
void parallelBlocks(
    std::size_t count, std::size_t blockSize, int threads,
    const std::function<void(std::size_t worker, std::size_t begin, std::size_t end)>& work,
    const std::stop_token& stop = {}, const ProgressCallback& progress = {},
    std::string_view phase = {});

} // namespace towerlab
