// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace towerlab {

/// Bytes that programs can still have without swapping (MemAvailable of /proc/meminfo); 0 where the
/// system does not say.
std::uint64_t freeMemory();

} // namespace towerlab
