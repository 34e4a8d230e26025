// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace towerlab {

/// Text of unknown coding as UTF-8: kept as it is where it is UTF-8 already (a leading byte-order
/// mark dropped), else taken for ISO-8859-1. Decide over a whole file, never line by line: one
/// line alone can be valid in both.
std::string toUtf8(std::string bytes);

} // namespace towerlab
