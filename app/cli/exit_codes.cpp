// SPDX-License-Identifier: MIT
#include "app/cli/exit_codes.h"

#include "core/error.h"
#include "ui/fetch/fetch_text.h"

namespace towerlab::cli {

int exitCodeFor(const std::exception& error) {
    if (dynamic_cast<const Cancelled*>(&error) != nullptr)
        return exitStopped;
    if (dynamic_cast<const SettingsError*>(&error) != nullptr ||
        dynamic_cast<const FormatError*>(&error) != nullptr)
        return exitUsage;
    if (dynamic_cast<const DataError*>(&error) != nullptr)
        return exitData;
    if (dynamic_cast<const ModelFileError*>(&error) != nullptr)
        return exitModelFile;
    if (dynamic_cast<const FileError*>(&error) != nullptr)
        return exitCannotWrite;
    if (dynamic_cast<const ui::FetchError*>(&error) != nullptr)
        return exitNetwork;
    return exitOther;
}

std::string footer(const std::string& examples) {
    return "Example:\n" + examples +
           "\n\nExit codes:\n"
           "  0    done\n"
           "  1    internal or other error\n"
           "  2    wrong usage or settings\n"
           "  3    the data set or a list of ids is missing or wrong\n"
           "  4    the model file is missing, damaged, foreign or too new\n"
           "  5    a file or the output could not be written\n"
           "  6    a download failed\n"
           "  130  stopped (Ctrl+C)";
}

} // namespace towerlab::cli
