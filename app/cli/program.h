// SPDX-License-Identifier: MIT
#pragma once

namespace towerlab::cli {

/// The command line program from its arguments to its exit code (exit_codes.h).
int runProgram(int argc, const char* const* argv);

} // namespace towerlab::cli
