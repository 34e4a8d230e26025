// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <string>

namespace towerlab::cli {

/// A comparison for people to read in a terminal: a table a group of metrics, the best of a column
/// marked with a star.
std::string compareText(const Comparison& comparison);

} // namespace towerlab::cli
