// SPDX-License-Identifier: MIT
#pragma once

#include <stop_token>

namespace towerlab::cli {

/// From the first call on, SIGINT and SIGTERM trigger the token that every call returns; a second
/// signal ends the program at once. A signal that the program was started to ignore (nohup, a
/// shell's background job) stays ignored.
std::stop_token stopOnSignals();

} // namespace towerlab::cli
