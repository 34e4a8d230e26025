// SPDX-License-Identifier: MIT
#include "app/start/handover.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace towerlab {

void endStartWindow() {
    const char* end = std::getenv(handoverVariable);
    if (end == nullptr)
        return;
    close(std::atoi(end));
    unsetenv(handoverVariable); // not for programs that this one starts
}

void sayPainted(const char* window) {
    const char* started = std::getenv(startedVariable);
    if (started == nullptr)
        return;
    using namespace std::chrono;
    const auto now = steady_clock::now().time_since_epoch();
    const nanoseconds since = now - nanoseconds(std::atoll(started));
    std::fprintf(stderr, "%s painted: %lld ms\n", window,
                 static_cast<long long>(duration_cast<milliseconds>(since).count()));
}

} // namespace towerlab
