// SPDX-License-Identifier: MIT
#pragma once

namespace towerlab {

/// A setting that is either on or off; forms show it as a check box.
enum class Switch { Off, On };

} // namespace towerlab
