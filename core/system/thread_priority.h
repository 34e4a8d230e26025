// SPDX-License-Identifier: MIT
#pragma once

namespace towerlab {

/// The calling thread gives way to others of this machine that want the processor, such as one that
/// paints a window; while none does, it loses nothing. Threads that it starts do the same.
void giveWay();

} // namespace towerlab
