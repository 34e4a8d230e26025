// SPDX-License-Identifier: MIT
#include "app/cli/program.h"

#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "core/error.h"
#include "core/io/csv.h"

#include <CLI/CLI.hpp>

#include <csignal>
#include <exception>
#include <iostream>

namespace towerlab::cli {
namespace {

int run(const Action& action) {
    try {
        return action();
    } catch (const Cancelled& stopped) {
        std::cerr << "Stopped before there was a result.\n";
        return exitCodeFor(stopped);
    } catch (const BadRowsError& error) {
        std::cerr << "towerlab-cli: " << error.what() << " (--skip-bad-rows)\n";
        return exitCodeFor(error);
    } catch (const std::exception& error) {
        std::cerr << "towerlab-cli: " << error.what() << '\n';
        return exitCodeFor(error);
    }
}

} // namespace

int runProgram(int argc, const char* const* argv) {
    std::ios::sync_with_stdio(false);
    std::signal(SIGXFSZ, SIG_IGN); // a limit on file sizes is then an error like a full disk
    CLI::App app{"Trains a two-tower recommender on MovieLens data, and asks it for predictions.\n"
                 "Results go to standard output, everything else to standard error.",
                 "towerlab-cli"};
    app.get_formatter()->column_width(34);
    app.add_flag_callback(
        "--spreadsheet-safe", [] { setSpreadsheetSafe(true); },
        "Texts of CSV that a spreadsheet would compute (\"=1+1\") get an\n"
        "apostrophe in front; before the command");
    app.set_version_flag("--version", "towerlab-cli " TOWERLAB_VERSION);
    app.footer(footer("  towerlab-cli train --demo --model demo.towerlab\n"
                      "  towerlab-cli recommend demo.towerlab --user 1"));
    app.require_subcommand(1);
    Action action;
    try {
        addTrainCommand(app, action);
        addPredictCommand(app, action);
        addRecommendCommand(app, action);
        addExportCommand(app, action);
        addEvaluateCommand(app, action);
        addCompareCommand(app, action);
        addFetchCommand(app, action);
        addInfoCommand(app, action);
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? exitOk : exitUsage;
    } catch (const std::exception& error) {
        std::cerr << "towerlab-cli: " << error.what() << '\n';
        return exitCodeFor(error);
    }
    return run(action);
}

} // namespace towerlab::cli
