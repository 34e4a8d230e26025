// SPDX-License-Identifier: MIT
#pragma once

namespace towerlab {

/// Shows the program's name until the other end of a pipe is closed. @return the exit code
int showStartWindow(int argc, char** argv, int pipe);

} // namespace towerlab
