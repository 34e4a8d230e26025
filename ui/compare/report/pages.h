// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "ui/plots/picture.h"

#include <memory>

namespace towerlab::ui {

/// A report to print and hand out, on pages of A4 across: data, test and machine, the table with
/// the best marked, two charts with every method in them, and how to read it all. One page where
/// that suffices.
Picture reportPages(const std::shared_ptr<const Comparison>& comparison);

} // namespace towerlab::ui
