// SPDX-License-Identifier: MIT
// What the methods of two stages have in common; private to core/methods.
#pragma once

#include "core/methods/method.h"

#include <string_view>

namespace towerlab::methods {

/// @param rank key of the second stage's method, unless another is chosen
MethodInfo twoStage(std::string_view key, std::string_view name, std::string_view rank,
                    std::string_view whenToUse);

} // namespace towerlab::methods
