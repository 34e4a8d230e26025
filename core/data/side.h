// SPDX-License-Identifier: MIT
#pragma once

namespace towerlab {

/// Whose rows a method goes over, or whose ratings a history holds.
enum class Side { User, Movie };

} // namespace towerlab
