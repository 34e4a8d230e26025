// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/data_source.h"
#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"
#include "app/cli/output.h"
#include "app/cli/plan_options.h"
#include "app/cli/progress_line.h"
#include "app/cli/settings_options.h"
#include "core/compare/test_notes.h"
#include "core/compare/test_plan.h"
#include "core/evaluate/ranking_report.h"
#include "core/evaluate/rating_report.h"
#include "core/methods/method.h"
#include "core/methods/two_tower_fit.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <cmath>
#include <iostream>
#include <memory>
#include <optional>
#include <vector>

namespace towerlab::cli {
namespace {

constexpr const char* twoTower = "two-tower";

struct Options {
    DataSource data;
    SettingsChoice settings;
    std::string method = twoTower;
    TestPlan plan{.split = SplitKind::Random};
    std::vector<std::uint32_t> seeds;
    bool fullCatalogue = false;
    bool validation = false;
    std::vector<int> cutoffs = {10};
    Format format = Format::CsvText;
};

PlannedTest makeTestOf(const Options& options, const std::shared_ptr<const Dataset>& dataset,
                       std::uint32_t seed) {
    TestPlan plan = options.plan;
    plan.seed = seed;
    PlannedTest test = makeTest(plan, dataset, stopOnSignals());
    if (options.validation)
        test = makeValidation(plan, test, stopOnSignals());
    for (const std::string& note : test.notes)
        std::cerr << "note: " << note << '\n';
    return test;
}

RankingTask rankingOf(const Options& options, const PlannedTest& test) {
    return options.fullCatalogue && !test.givenNegatives
               ? fullCatalogueTask(*test.dataset, test.split.train, test.pairs)
               : test.sampled;
}

std::unique_ptr<Scorer> fit(const Options& options, const PlannedTest& test, std::uint32_t seed) {
    ProgressLine line;
    const auto progress = [&](const Progress& now) { line.show(now); };
    if (options.method == twoTower) {
        RunSettings settings =
            settingsFor(chosenSettings(options.settings), options.settings, *test.dataset);
        settings.train.seed = seed;
        return fitTwoTower(test.dataset, test.split.train, settings, stopOnSignals(), progress);
    }
    FitInput input{test.dataset, test.split.train};
    input.options.seed = seed;
    input.stop = stopOnSignals();
    input.progress = progress;
    return fitMethod(method(options.method), std::move(input));
}

/// Figures by name, in the order in which they came up.
class Figures {
public:
    void add(const std::string& group, const std::string& metric, double value) {
        for (Row& row : rows_)
            if (row.group == group && row.metric == metric)
                return row.values.push_back(value);
        rows_.push_back({group, metric, {value}});
    }
    void print(const Options& options) const {
        std::vector<std::string> columns = {"method", "users", "metric", "mean", "spread"};
        for (const std::uint32_t seed : options.seeds)
            columns.push_back("seed_" + std::to_string(seed));
        Table table(columns);
        for (const Row& row : rows_) {
            std::vector<Json> cells = {options.method, row.group, row.metric,
                                       number(static_cast<float>(mean(row.values))),
                                       number(static_cast<float>(spread(row.values)))};
            for (const double value : row.values)
                cells.push_back(number(static_cast<float>(value)));
            table.add(cells);
        }
        table.print(options.format);
    }

private:
    struct Row {
        std::string group;
        std::string metric;
        std::vector<double> values;
    };
    static double mean(const std::vector<double>& values) {
        double sum = 0;
        for (const double value : values)
            sum += value;
        return sum / static_cast<double>(values.size());
    }
    /// Standard deviation over the seeds.
    static double spread(const std::vector<double>& values) {
        if (values.size() < 2)
            return 0;
        double sum = 0;
        for (const double value : values)
            sum += (value - mean(values)) * (value - mean(values));
        return std::sqrt(sum / static_cast<double>(values.size() - 1));
    }

    std::vector<Row> rows_;
};

void addRanking(Figures& figures, const std::string& group, const RankingReport& report) {
    if (report.users.empty())
        return;
    for (const int k : report.cutoffs)
        for (const RankingMetricInfo& info : rankingMetrics())
            figures.add(group, std::string(info.label) + "@" + std::to_string(k),
                        report.mean(info.metric, k));
}

void measure(const Options& options, const PlannedTest& test, const RankingTask& ranking,
             const Scorer& scorer, Figures& figures) {
    if (scorer.predictsStars() && !test.split.test.empty()) {
        const RatingReport report =
            evaluateRatings(scorer, *test.dataset, test.split.test, 0, stopOnSignals());
        figures.add("all", "RMSE", report.rmse);
        figures.add("all", "MAE", report.mae);
    }
    if (ranking.cases.empty())
        return;
    ProgressLine line;
    const RankingReport report =
        evaluateRanking(scorer, ranking, {options.cutoffs, 0}, stopOnSignals(),
                        [&](const Progress& progress) { line.show(progress); });
    addRanking(figures, "all", report);
    if (options.plan.split != SplitKind::LeaveOneOut)
        return;
    // Whose last rating was held out, and of whom a random one, are different tasks.
    const auto timed = [&](std::int32_t user) {
        return hasTimes(*test.dataset, static_cast<std::size_t>(user));
    };
    const RankingReport last = onlyUsers(report, timed);
    if (last.users.empty() || last.users.size() == report.users.size())
        return;
    addRanking(figures, "last by time", last);
    addRanking(figures, "random one", onlyUsers(report, [&](std::int32_t u) { return !timed(u); }));
}

bool predictsStars(const Options& options, const RunSettings& settings) {
    return options.method == twoTower ? settings.train.objective == Objective::MeanSquaredError
                                      : method(options.method).predictsStars;
}

int evaluate(Options options) {
    stopOnSignals();
    requireData(options.data);
    if (options.method != twoTower)
        (void)method(options.method); // throws if there is none
    const RunSettings settings = chosenSettings(options.settings);
    if (options.seeds.empty())
        options.seeds = {settings.train.seed};
    const LoadedData data = loadData(options.data);
    Figures figures;
    for (const std::uint32_t seed : options.seeds) {
        const PlannedTest test = makeTestOf(options, data.dataset, seed);
        const RankingTask ranking = rankingOf(options, test);
        std::cerr << "seed " << seed << ": " << test.split.train.size() << " ratings train, "
                  << test.split.test.size() << " tested, " << ranking.cases.size() << " rankings\n";
        if (ranking.cases.empty() && (test.split.test.empty() || !predictsStars(options, settings)))
            throwNothingRanked(options.plan, test);
        const std::size_t others = mostOthers(ranking);
        if (others > 0 && others < static_cast<std::size_t>(options.plan.negatives) &&
            !test.givenNegatives)
            std::cerr << "warning: there are only " << others << " other movies to rank among, not "
                      << options.plan.negatives << ": such figures must not be set beside others\n";
        const auto begin = std::chrono::steady_clock::now();
        const std::unique_ptr<Scorer> scorer = fit(options, test, seed);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        figures.add("all", "fit seconds", rounded(took.count()));
        measure(options, test, ranking, *scorer, figures);
    }
    figures.print(options);
    return exitOk;
}

std::string methodsText() {
    std::string text = "Method: two-tower (default; with the settings below)";
    for (const MethodInfo& info : allMethods())
        text += ", " + std::string(info.key);
    return text;
}

} // namespace

void addEvaluateCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command =
        app.add_subcommand("evaluate", "Train a model without some ratings, and test it on these");
    addDataOptions(*command, options->data, "data", dataHelp);
    command->add_option("--method", options->method, methodsText())->type_name("KEY");
    addPlanOptions(*command, options->plan);
    command
        ->add_option("--seeds", options->seeds,
                     "Seeds, one run each; they draw split, negatives, weights and\n"
                     "order (default: --seed)")
        ->delimiter(',')
        ->type_name("N,N,…");
    command->add_flag("--full-catalogue", options->fullCatalogue,
                      "Rank among all movies the user has not rated in training");
    command->add_flag("--validation", options->validation,
                      "Leave the tested ratings alone, and test on some of the others,\n"
                      "split in the same way: to choose settings by");
    command->add_option("--k", options->cutoffs, "Places of the list that count (default 10)")
        ->delimiter(',')
        ->check(CLI::Range(1, 10000))
        ->type_name("N,N,…");
    addFormatOption(*command, options->format);
    addSettingsOptions(*command, options->settings);
    command->footer(
        footer("  towerlab-cli evaluate ml-1m --split leave-one-out --preset best-ranking\n"
               "  towerlab-cli evaluate ml-100k --split files --train-file ml-100k/u1.base\n"
               "    --test-file ml-100k/u1.test --preset best-rating --seeds 1,2,3\n"
               "  towerlab-cli evaluate ml-1m --method item-cf --split leave-one-out"));
    command->callback([options, &chosen] { chosen = [options] { return evaluate(*options); }; });
}

} // namespace towerlab::cli
