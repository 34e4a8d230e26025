// SPDX-License-Identifier: MIT
#include "app/cli/plan_options.h"

#include "core/data/rating_scale.h"

#include <CLI/CLI.hpp>

namespace towerlab::cli {
namespace {

void addFileOptions(CLI::App& command, TestPlan& plan) {
    command
        .add_option("--train-file", plan.trainFile,
                    "Training ratings, \"user,movie,rating[,time]\" a line, in the\n"
                    "data set's own ids, parted by commas, semicolons, tabs, \"::\" or\n"
                    "blanks, in quotes or not; a header may name the columns, in any\n"
                    "order and with others. Without a file all but the test pairs\n"
                    "train")
        ->type_name("FILE");
    command
        .add_option("--test-file", plan.testFile,
                    "Tested pairs, \"user,movie[,rating[,time]]\" a line, in the same\n"
                    "forms")
        ->type_name("FILE");
    command
        .add_option("--negatives-file", plan.negativesFile,
                    "Movies to rank each tested one among, \"(user,movie) movie\n"
                    "movie …\" or \"user movie movie …\" a line, parted by tabs,\n"
                    "blanks, commas or semicolons, below a header or not")
        ->type_name("FILE");
}

} // namespace

void addPlanOptions(CLI::App& command, TestPlan& plan) {
    const auto setSplit = [&plan](const std::string& key) { plan.split = splitKind(key); };
    command
        .add_option_function<std::string>(
            "--split", setSplit,
            "What is tested: random ratings, the last one of each user\n"
            "(leave-one-out; a random one where several are the last or no\n"
            "time is known), the latest ratings (time), or that of files\n"
            "(default " +
                std::string(splitKey(plan.split)) + ")")
        ->check(CLI::IsMember({"random", "leave-one-out", "time", "files"}).description(""))
        ->type_name("{random,leave-one-out,time,files}");
    command
        .add_option("--test-fraction", plan.testFraction,
                    "Share of the ratings that random and time test (default 0.1)")
        ->check(CLI::Range(0.001, 0.9))
        ->type_name("NUMBER");
    addFileOptions(command, plan);
    command
        .add_option("--relevant-from", plan.relevantFrom,
                    "The rating from which on a tested one is a movie to be found\n"
                    "(default 0, any number of stars)")
        ->check(CLI::Range(lowestThreshold, highestThreshold).description(""))
        ->type_name("NUMBER");
    command
        .add_option("--ranked-among", plan.negatives,
                    "Movies the user has not rated that each tested one is ranked\n"
                    "among (default 99)")
        ->check(CLI::Range(1, 100000))
        ->type_name("N");
}

} // namespace towerlab::cli
