// SPDX-License-Identifier: MIT
#include "core/system/process.h"

#include <cerrno>
#include <csignal>

#include <unistd.h>

namespace towerlab {

long processNumber() { return ::getpid(); }

bool isRunning(long process) {
    return process > 0 && (::kill(static_cast<pid_t>(process), 0) == 0 || errno != ESRCH);
}

} // namespace towerlab
