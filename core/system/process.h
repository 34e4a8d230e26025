// SPDX-License-Identifier: MIT
#pragma once

namespace towerlab {

/// The number of this process, as part of names of files that belong to it.
long processNumber();

/// Whether a process of that number runs on this machine, whoever's it is.
bool isRunning(long process);

} // namespace towerlab
