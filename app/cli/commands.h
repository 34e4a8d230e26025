// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace towerlab::cli {

/// What the command line asks for; returns the exit code, or throws (see exitCodeFor).
using Action = std::function<int()>;

// Each adds its subcommand to `app`; parsing sets `chosen` to the one that was named.
void addTrainCommand(CLI::App& app, Action& chosen);
void addPredictCommand(CLI::App& app, Action& chosen);
void addRecommendCommand(CLI::App& app, Action& chosen);
void addExportCommand(CLI::App& app, Action& chosen);
void addEvaluateCommand(CLI::App& app, Action& chosen);
void addCompareCommand(CLI::App& app, Action& chosen);
void addFetchCommand(CLI::App& app, Action& chosen);
void addInfoCommand(CLI::App& app, Action& chosen);

} // namespace towerlab::cli
