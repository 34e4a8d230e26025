// SPDX-License-Identifier: MIT
#include "app/cli/data_source.h"

#include "app/cli/interrupts.h"
#include "app/cli/progress_line.h"
#include "core/data/dataset_reader.h"
#include "core/data/demo_data.h"
#include "core/error.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <map>
#include <system_error>
#include <vector>

namespace towerlab::cli {
namespace {

const std::string remedy = "Name the data set with --data PATH.";

std::shared_ptr<const Dataset> read(const DataSource& source) {
    const std::stop_token stop = stopOnSignals();
    if (source.demo)
        return makeDemoData();
    ProgressLine line;
    return readDataset(source.path, source.reading, stop,
                       [&](const Progress& progress) { line.show(progress); });
}

/// @param text "user=reviewer,item=3,time=-"
/// @throws CLI::ValidationError
ColumnChoice columnsIn(const std::vector<std::string>& texts) {
    ColumnChoice columns;
    const std::map<std::string, std::string*> roles = {{"user", &columns.user},
                                                       {"item", &columns.item},
                                                       {"rating", &columns.rating},
                                                       {"time", &columns.time}};
    for (const std::string& text : texts) {
        const std::size_t equals = text.find('=');
        const auto role = roles.find(text.substr(0, equals));
        if (equals == std::string::npos || role == roles.end() || equals + 1 == text.size())
            throw CLI::ValidationError("--columns", "\"" + text +
                                                        "\" is not like user=NAME (or item, "
                                                        "rating, time)");
        *role->second = text.substr(equals + 1);
    }
    return columns;
}

/// For tables other than MovieLens' own.
void addTableOptions(CLI::App& command, ReadOptions& reading) {
    command
        .add_option_function<std::vector<std::string>>(
            "--columns",
            [&reading](const std::vector<std::string>& texts) {
                reading.columns = columnsIn(texts);
            },
            "Which columns of your own table of ratings are what, by name or\n"
            "number from 1: user=…,item=…,rating=…,time=… (“-”: there is none).\n"
            "Needed only where their names do not tell")
        ->delimiter(',')
        ->type_name("ROLE=COLUMN,…");
    command
        .add_option("--users-file", reading.users,
                    "Your own table of users, whose columns become features")
        ->type_name("FILE");
    command.add_option("--items-file", reading.items, "The same of items")->type_name("FILE");
}

} // namespace

void addDataOptions(CLI::App& command, DataSource& source, const std::string& name,
                    const std::string& help) {
    auto* path = command.add_option(name, source.path, help)->type_name("PATH");
    command.add_flag("--skip-bad-rows", source.reading.skipBadRows,
                     "Leave out rows that can't be read, and tell which");
    addTableOptions(command, source.reading);
    command.add_flag("--demo", source.demo, "Use the built-in, invented demo data")->excludes(path);
}

void requireData(const DataSource& source) {
    if (!source.given())
        throw SettingsError("No data set was given", {}, 0,
                            "Name a folder, a .zip or a table of ratings, or use --demo.");
}

LoadedData loadData(const DataSource& source) {
    requireData(source);
    const auto start = std::chrono::steady_clock::now();
    LoadedData data;
    data.dataset = read(source);
    for (const std::string& note : data.dataset->notes())
        std::cerr << "note: " << note << '\n';
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    data.milliseconds = took.count();
    throwIfStopped(stopOnSignals());
    return data;
}

LoadedData loadDataOf(const RunRecord& record) {
    DataSource source{record.datasetSource, record.datasetSource.empty(), record.reading};
    std::error_code ignored;
    if (!source.demo && !std::filesystem::exists(source.path, ignored))
        throw DataError("The folder that the model was trained on is not there any more",
                        source.path, 0, remedy);
    LoadedData data = loadData(source);
    if (source.demo && data.dataset->name() != record.datasetName)
        throw DataError("The model does not say where its data set \"" + record.datasetName +
                            "\" came from",
                        {}, 0, remedy);
    return data;
}

} // namespace towerlab::cli
