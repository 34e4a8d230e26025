// SPDX-License-Identifier: MIT
#include "app/cli/data_source.h"

#include "app/cli/interrupts.h"
#include "app/cli/progress_line.h"
#include "core/data/demo_data.h"
#include "core/data/movielens_reader.h"
#include "core/error.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <system_error>

namespace towerlab::cli {
namespace {

const std::string remedy = "Name the data set with --data DIR.";

std::shared_ptr<const Dataset> read(const DataSource& source) {
    const std::stop_token stop = stopOnSignals();
    if (source.demo)
        return makeDemoData();
    ProgressLine line;
    return readMovieLens(source.path, {.skipBadRows = source.skipBadRows}, stop,
                         [&](const Progress& progress) { line.show(progress); });
}

} // namespace

void addDataOptions(CLI::App& command, DataSource& source, const std::string& name,
                    const std::string& help) {
    auto* path = command.add_option(name, source.path, help)->type_name("DIR");
    command.add_flag("--skip-bad-rows", source.skipBadRows,
                     "Leave out rows that can't be read, and tell which");
    command.add_flag("--demo", source.demo, "Use the built-in, invented demo data")->excludes(path);
}

void requireData(const DataSource& source) {
    if (!source.given())
        throw SettingsError("No data set was given", {}, 0,
                            "Name a MovieLens folder or .zip, or use --demo.");
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
    DataSource source{record.datasetSource, record.datasetSource.empty()};
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
