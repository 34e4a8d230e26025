// SPDX-License-Identifier: MIT
#include "core/system/free_memory.h"

#include <fstream>
#include <string>

namespace towerlab {

std::uint64_t freeMemory() {
    std::ifstream in("/proc/meminfo");
    std::string name;
    std::uint64_t kibibytes = 0;
    std::string unit;
    while (in >> name >> kibibytes) {
        if (name == "MemAvailable:")
            return kibibytes * 1024;
        std::getline(in, unit); // "kB", or nothing
    }
    return 0;
}

} // namespace towerlab
