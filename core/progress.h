// SPDX-License-Identifier: MIT
#pragma once

#include "core/error.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string_view>

namespace towerlab {

/// How far a long-running function has come.
struct Progress {
    std::uint64_t done = 0;
    std::uint64_t total = 0; ///< 0 where the total is not known
    std::string_view phase;  ///< a literal, e.g. "Reading ratings"
};

using ProgressCallback = std::function<void(const Progress&)>;

inline void report(const ProgressCallback& callback, std::uint64_t done, std::uint64_t total,
                   std::string_view phase) {
    if (callback)
        callback({done, total, phase});
}

/// @throws Cancelled if a stop was requested.
inline void throwIfStopped(const std::stop_token& stop) {
    if (stop.stop_requested())
        throw Cancelled();
}

} // namespace towerlab
