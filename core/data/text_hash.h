// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace towerlab {

/// FNV-1a, 64 bits: the same on every machine, unlike std::hash.
std::uint64_t hashOfText(std::string_view text);

} // namespace towerlab
