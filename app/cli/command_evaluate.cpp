// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/data_source.h"
#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"
#include "app/cli/output.h"
#include "app/cli/progress_line.h"
#include "app/cli/settings_options.h"
#include "core/baselines/methods.h"
#include "core/data/given_split.h"
#include "core/data/split_files.h"
#include "core/data/test_split.h"
#include "core/error.h"
#include "core/evaluate/ranking_report.h"
#include "core/evaluate/rating_report.h"
#include "core/recommend/two_tower_scorer.h"
#include "core/train/trainer.h"

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
    std::string split = "random";
    double testFraction = 0.1;
    std::string trainFile;
    std::string testFile;
    std::string negativesFile;
    std::vector<std::uint32_t> seeds;
    int negatives = 99;
    bool fullCatalogue = false;
    bool validation = false;
    std::vector<int> cutoffs = {10};
    Format format = Format::CsvText;
};

/// What a method is tested on.
struct Test {
    std::shared_ptr<const Dataset> dataset;
    TestSplit split;
    RankingTask ranking;
};

bool hasFiles(const Options& options) {
    return !options.trainFile.empty() || !options.testFile.empty() ||
           !options.negativesFile.empty();
}

Test givenTest(const Options& options, const std::shared_ptr<const Dataset>& dataset,
               std::uint64_t seed) {
    const GivenSplit given = readGivenSplit(
        dataset, {options.trainFile, options.testFile, options.negativesFile}, stopOnSignals());
    const bool listed = !given.negatives.empty();
    return {given.dataset, given.rows,
            listed ? givenTask(given)
            : options.fullCatalogue
                ? fullCatalogueTask(*given.dataset, given.rows.train, given.pairs)
                : sampledTask(*given.dataset, given.pairs, {options.negatives, seed})};
}

TestSplit makeTestSplit(const Options& options, const Dataset& dataset, std::uint64_t seed) {
    if (options.split == "leave-one-out")
        return leaveOneOutSplit(dataset, seed);
    if (options.split == "time")
        return timeSplit(dataset, options.testFraction);
    return randomSplit(dataset, options.testFraction, seed);
}

/// With files of ratings on both sides the official parts of a data set are meant, else a split of
/// pairs that are to be found.
Test makeTest(const Options& options, const std::shared_ptr<const Dataset>& dataset,
              std::uint64_t seed) {
    if (options.split == "files" && options.negativesFile.empty() && !options.trainFile.empty()) {
        Test test{dataset,
                  splitFromFiles(*dataset, options.trainFile, options.testFile, stopOnSignals()),
                  {}};
        return test;
    }
    if (options.split == "files")
        return givenTest(options, dataset, seed);
    Test test{dataset, makeTestSplit(options, *dataset, seed), {}};
    const std::vector<TestPair> pairs = testPairs(*dataset, test.split.test);
    test.ranking = options.fullCatalogue ? fullCatalogueTask(*dataset, test.split.train, pairs)
                                         : sampledTask(*dataset, pairs, {options.negatives, seed});
    return test;
}

RatingColumns someOf(const RatingColumns& all, const std::vector<std::uint32_t>& rows) {
    RatingColumns some;
    some.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        some.user.push_back(all.user[row]);
        some.movie.push_back(all.movie[row]);
        some.value.push_back(all.value[row]);
        some.timestamp.push_back(all.timestamp[row]);
    }
    return some;
}

/// What the test leaves for training, split once more in the same way (that of files at random):
/// settings may be chosen by it without a look at the test.
Test validationOf(Options options, const Test& test, std::uint64_t seed) {
    if (options.split == "files")
        options.split = "random";
    return makeTest(options,
                    test.dataset->withRatings(someOf(test.dataset->ratings(), test.split.train)),
                    seed);
}

std::unique_ptr<Scorer> trainTwoTower(const Options& options, const Test& test,
                                      std::uint32_t seed) {
    RunSettings settings = chosenSettings(options.settings);
    settings.train.seed = seed;
    // Settings are chosen on a validation part beforehand; for the test all the rest trains.
    if (settings.train.patience == 0 && settings.train.restoreBest == Switch::Off)
        settings.data.validationFraction = 0;
    ProgressLine line;
    TrainObserver observer;
    observer.onSteps = [&](const std::vector<StepRecord>&, const TrainProgress& progress) {
        line.show("Seed " + std::to_string(seed) + ": epoch " + std::to_string(progress.epoch) +
                  " of " + std::to_string(progress.epochs) + ", " +
                  durationText(progress.secondsLeft) + " left");
    };
    const TrainedModel model =
        Trainer(test.dataset, settings, test.split.train).run(observer, stopOnSignals());
    if (model.record().stoppedEarly)
        throw Cancelled();
    return std::make_unique<TwoTowerScorer>(model, *test.dataset);
}

std::unique_ptr<Scorer> fit(const Options& options, const Test& test, std::uint32_t seed) {
    if (options.method == twoTower)
        return trainTwoTower(options, test, seed);
    ProgressLine line;
    MethodOptions method;
    method.seed = seed;
    return fitMethod(baselineMethod(options.method), *test.dataset, test.split.train, method,
                     stopOnSignals(), [&](const Progress& progress) { line.show(progress); });
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

void measure(const Options& options, const Test& test, const Scorer& scorer, Figures& figures) {
    if (scorer.predictsStars() && !test.split.test.empty()) {
        const RatingReport report =
            evaluateRatings(scorer, *test.dataset, test.split.test, 0, stopOnSignals());
        figures.add("all", "RMSE", report.rmse);
        figures.add("all", "MAE", report.mae);
    }
    if (test.ranking.cases.empty())
        return;
    ProgressLine line;
    const RankingReport report =
        evaluateRanking(scorer, test.ranking, {options.cutoffs, 0}, stopOnSignals(),
                        [&](const Progress& progress) { line.show(progress); });
    addRanking(figures, "all", report);
    if (options.split != "leave-one-out")
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

void check(const Options& options) {
    if (options.split == "files" && options.testFile.empty() && options.negativesFile.empty())
        throw SettingsError("--split files needs --test-file, or --negatives-file", {}, 0,
                            "Name the files of the split.");
    if (options.split != "files" && hasFiles(options))
        throw SettingsError("--train-file, --test-file and --negatives-file are used with --split "
                            "files only");
    if (options.method != twoTower)
        (void)baselineMethod(options.method); // throws if there is none
}

int evaluate(Options options) {
    stopOnSignals();
    requireData(options.data);
    check(options);
    const RunSettings settings = chosenSettings(options.settings);
    if (options.seeds.empty())
        options.seeds = {settings.train.seed};
    const LoadedData data = loadData(options.data);
    Figures figures;
    for (const std::uint32_t seed : options.seeds) {
        Test test = makeTest(options, data.dataset, seed);
        if (options.validation)
            test = validationOf(options, test, seed);
        std::cerr << "seed " << seed << ": " << test.split.train.size() << " ratings train, "
                  << test.split.test.size() << " tested, " << test.ranking.cases.size()
                  << " rankings\n";
        const auto begin = std::chrono::steady_clock::now();
        const std::unique_ptr<Scorer> scorer = fit(options, test, seed);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        figures.add("all", "fit seconds", rounded(took.count()));
        measure(options, test, *scorer, figures);
    }
    figures.print(options);
    return exitOk;
}

std::string methodsText() {
    std::string text = "Method: two-tower (default; with the settings below)";
    for (const MethodInfo& method : baselineMethods())
        text += ", " + std::string(method.key);
    return text;
}

} // namespace

void addEvaluateCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command =
        app.add_subcommand("evaluate", "Train a model without some ratings, and test it on these");
    addDataOptions(*command, options->data, "data", "MovieLens folder (ml-1m or ml-100k)");
    command->add_option("--method", options->method, methodsText())->type_name("KEY");
    command
        ->add_option("--split", options->split,
                     "What is tested: random ratings (default), the last one of\n"
                     "each user (leave-one-out; a random one where no time is\n"
                     "known), the latest ratings (time), or that of files")
        ->check(CLI::IsMember({"random", "leave-one-out", "time", "files"}))
        ->type_name("{random,leave-one-out,time,files}");
    command
        ->add_option("--test-fraction", options->testFraction,
                     "Share of the ratings that random and time test (default 0.1)")
        ->check(CLI::Range(0.001, 0.9))
        ->type_name("NUMBER");
    command
        ->add_option("--train-file", options->trainFile,
                     "Training ratings, \"user,movie,rating[,time]\" a line, in raw\n"
                     "ids, parted by commas, tabs, \"::\" or spaces; without it all\n"
                     "but the test pairs train")
        ->type_name("FILE");
    command
        ->add_option("--test-file", options->testFile,
                     "Tested pairs, \"user,movie[,rating[,time]]\" a line")
        ->type_name("FILE");
    command
        ->add_option("--negatives-file", options->negativesFile,
                     "Movies to rank each tested one among, \"(user,movie) movie\n"
                     "movie …\" or \"user movie movie …\" a line")
        ->type_name("FILE");
    command
        ->add_option("--seeds", options->seeds,
                     "Seeds, one run each; they draw split, negatives, weights and\n"
                     "order (default: --seed)")
        ->delimiter(',')
        ->type_name("N,N,…");
    command
        ->add_option("--ranked-among", options->negatives,
                     "Movies the user has not rated that each tested one is ranked\n"
                     "among (default 99)")
        ->check(CLI::Range(1, 100000))
        ->type_name("N");
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
