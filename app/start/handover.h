// SPDX-License-Identifier: MIT
#pragma once

namespace towerlab {

/// Holds the number of a file descriptor: the start window is there until it is closed.
inline constexpr const char* handoverVariable = "TOWERLAB_START_WINDOW";

/// If set, to nanoseconds of the monotonic clock at which the program was started: each window says
/// on standard error how long it took until it was painted.
inline constexpr const char* startedVariable = "TOWERLAB_STARTED_AT";

/// Ends the start window, if this program was started by one.
void endStartWindow();

/// As startedVariable says.
void sayPainted(const char* window);

} // namespace towerlab
