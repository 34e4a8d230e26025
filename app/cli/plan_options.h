// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/test_plan.h"

namespace CLI {
class App;
}

namespace towerlab::cli {

/// Adds the options of a plan but the seed; `plan` must outlive the parsing.
void addPlanOptions(CLI::App& command, TestPlan& plan);

} // namespace towerlab::cli
