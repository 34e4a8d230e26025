// SPDX-License-Identifier: MIT
#include "core/system/thread_priority.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace towerlab {

void giveWay() {
    constexpr int niceness = 5;
    // Linux keeps the niceness of each thread. Where it can't be set all goes on as before.
    setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), niceness);
}

} // namespace towerlab
