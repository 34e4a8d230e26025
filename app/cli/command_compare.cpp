// SPDX-License-Identifier: MIT
#include "app/cli/commands.h"
#include "app/cli/compare_text.h"
#include "app/cli/data_source.h"
#include "app/cli/exit_codes.h"
#include "app/cli/interrupts.h"
#include "app/cli/output.h"
#include "app/cli/plan_options.h"
#include "app/cli/progress_line.h"
#include "core/compare/comparison.h"
#include "core/compare/comparison_file.h"
#include "core/data/rating_scale.h"
#include "core/error.h"
#include "core/io/model_file.h"
#include "core/settings/setting_text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>

namespace towerlab::cli {
namespace {

struct Options {
    DataSource data;
    std::vector<std::string> methods = {"all"};
    std::vector<std::string> changes;
    std::vector<std::string> runs;
    CompareSettings compare;
    std::optional<float> likedFrom;
    std::string format = "text";
};

std::vector<CompareEntry> entriesOf(const std::vector<std::string>& keys) {
    std::vector<CompareEntry> entries;
    if (keys == std::vector<std::string>{"all"}) {
        for (const MethodInfo& info : allMethods())
            entries.push_back({std::string(info.key)});
        return entries;
    }
    for (const std::string& key : keys)
        entries.push_back({std::string(method(key).key)});
    return entries;
}

/// "item-cf.neighbours=20" into the entries.
void change(std::vector<CompareEntry>& entries, const std::string& text) {
    const auto dot = text.find('.');
    const auto equals = text.find('=');
    if (dot == std::string::npos || equals == std::string::npos || equals < dot)
        throw SettingsError("“" + text + "” is not of the form METHOD.SETTING=VALUE");
    const std::string key = text.substr(0, dot);
    const std::string setting = text.substr(dot + 1, equals - dot - 1);
    const SettingField* field = findField(method(key).settings.fields(), setting);
    bool known = false;
    for (CompareEntry& entry : entries)
        if (field != nullptr && entry.key == key) {
            try {
                entry.values[setting] = valueFromText(*field, text.substr(equals + 1));
            } catch (const SettingsError& error) {
                throw SettingsError("“" + text + "”: " + error.reason());
            }
            known = true;
        }
    if (!known)
        throw SettingsError("“" + text + "” names no setting of a method that is compared");
}

int compare(Options options) {
    stopOnSignals();
    requireData(options.data);
    options.compare.entries = entriesOf(options.methods);
    for (const std::string& text : options.changes)
        change(options.compare.entries, text);
    for (const std::string& file : options.runs)
        options.compare.entries.push_back(ownRunEntry(std::filesystem::path(file).stem().string(),
                                                      loadModel(file).record().settings));
    const LoadedData data = loadData(options.data);
    options.compare.likedFrom = options.likedFrom.value_or(ratingScale(*data.dataset).likedFrom);
    ProgressLine line;
    CompareObserver observer;
    const auto& entries = options.compare.entries;
    observer.onProgress = [&](std::size_t index, double fraction, std::string_view phase) {
        line.show(entries[index].key + ": " + std::string(phase) + ", " +
                  std::to_string(std::lround(fraction * 100)) + " % (" + std::to_string(index + 1) +
                  " of " + std::to_string(entries.size()) + ")");
    };
    const Comparison comparison =
        compareMethods(data.dataset, options.compare, observer, stopOnSignals());
    line.clear();
    if (comparison.stoppedEarly)
        std::cerr << "Stopped: " << comparison.methods.size() << " of " << entries.size()
                  << " methods are done.\n";
    print(options.format == "json"  ? toJson(comparison) + "\n"
          : options.format == "csv" ? toCsv(comparison)
                                    : compareText(comparison));
    const bool allFailed =
        std::all_of(comparison.methods.begin(), comparison.methods.end(),
                    [](const MethodResult& result) { return !result.error.empty(); });
    return allFailed ? exitOther : exitOk;
}

std::string methodsText() {
    std::string text = "Methods, or \"all\" (default):";
    std::string row;
    for (const MethodInfo& info : allMethods()) {
        if (row.size() + info.key.size() > 56) {
            text += "\n" + row;
            row.clear();
        }
        row += (row.empty() ? "" : ", ") + std::string(info.key);
    }
    return text + "\n" + row;
}

} // namespace

void addCompareCommand(CLI::App& app, Action& chosen) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand(
        "compare", "Fit many methods on the same ratings, and test them on the same others");
    addDataOptions(*command, options->data, "data", dataHelp);
    command->add_option("--methods", options->methods, methodsText())
        ->delimiter(',')
        ->type_name("KEY,…");
    command
        ->add_option("--set", options->changes,
                     "A setting of a method, as item-cf.neighbours=20; again for\n"
                     "more")
        ->type_name("METHOD.SETTING=VALUE");
    command
        ->add_option("--run", options->runs,
                     "A model whose settings take part as well, trained anew on the\n"
                     "training part; again for more")
        ->type_name("MODEL");
    addPlanOptions(*command, options->compare.plan);
    command
        ->add_option("--seed", options->compare.plan.seed,
                     "Draws split, negatives, weights and order (default 42)")
        ->type_name("N");
    command
        ->add_option("--k", options->compare.places, "Places of the list that count (default 10)")
        ->check(CLI::Range(1, 10000))
        ->type_name("N");
    command
        ->add_option("--liked-from", options->likedFrom,
                     "The rating from which on AUC and log loss call it a like\n"
                     "(default 4 of 5 stars, as high on other scales)")
        ->check(CLI::Range(lowestThreshold, highestThreshold).description(""))
        ->type_name("NUMBER");
    command
        ->add_option("--threads", options->compare.threads,
                     "Threads (default 0, as many as there are cores)")
        ->check(CLI::Range(0, 1024))
        ->type_name("N");
    command->add_option("--format", options->format, "Form of the output (default text)")
        ->check(CLI::IsMember({"text", "csv", "json"}).description(""))
        ->type_name("{text,csv,json}");
    command->footer(
        footer("  towerlab-cli compare ml-1m --methods all --split leave-one-out --seed 1\n"
               "  towerlab-cli compare --demo --methods popularity,item-cf,two-tower-in-batch"));
    command->callback([options, &chosen] { chosen = [options] { return compare(*options); }; });
}

} // namespace towerlab::cli
