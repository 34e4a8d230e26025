// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace towerlab {

/// One field, in quotes where RFC 4180 asks for them.
std::string csvField(std::string_view text);

} // namespace towerlab
