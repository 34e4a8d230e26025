// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <string>

namespace towerlab {

std::string toJson(const Comparison& comparison);
/// @throws FormatError on malformed content, or a version of the format that is not known.
Comparison comparisonFromJson(const std::string& json);

/// One line per method and one column per metric, with the interval's ends beside each mean; RFC
/// 4180.
std::string toCsv(const Comparison& comparison);

} // namespace towerlab
