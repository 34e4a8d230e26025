// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/model/run_record.h"

#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace towerlab::cli {

/// Which data set a command is to read.
struct DataSource {
    std::string path;
    bool demo = false;
    ReadOptions reading = {};

    bool given() const { return demo || !path.empty(); }
};

/// What a data set may be, for the help of commands.
inline constexpr const char* dataHelp = "Folder, archive or file: of MovieLens, or a table of\n"
                                        "ratings of your own (CSV, TSV)";

/// Adds the option or positional `name` and "--demo", of which at most one may be given.
void addDataOptions(CLI::App& command, DataSource& source, const std::string& name,
                    const std::string& help);

struct LoadedData {
    std::shared_ptr<const Dataset> dataset;
    double milliseconds = 0; ///< it took to read
};

/// @throws SettingsError if no data set was given.
void requireData(const DataSource& source);

/// Shows progress; stops on a signal.
/// @throws SettingsError if no data set was given, DataError, Cancelled.
LoadedData loadData(const DataSource& source);

/// The data set that a model was trained on.
/// @throws DataError if it is not there any more.
LoadedData loadDataOf(const RunRecord& record);

} // namespace towerlab::cli
