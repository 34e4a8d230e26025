// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/model/settings.h"
#include "core/settings/setting_field.h"

#include <map>
#include <string>

namespace CLI {
class App;
}

namespace towerlab::cli {

/// What the command line says about the settings of a run.
struct SettingsChoice {
    std::string preset;
    std::string file;
    SettingChanges values;
    std::map<std::string, std::string> columns; ///< by key: names, to be found in the data
};

/// Adds "--preset", "--settings" and an option for each of settingFields(), with its range.
void addSettingsOptions(CLI::App& command, SettingsChoice& choice);

/// The preset (or the defaults), changed by the file, changed by the single options.
/// @throws SettingsError if the file is missing or wrong.
RunSettings chosenSettings(const SettingsChoice& choice);

/// The same on top of the settings of a run, without a preset.
/// @throws SettingsError too if a preset was named.
RunSettings changedSettings(RunSettings settings, const SettingsChoice& choice);

/// The settings as they are for that data: likes begin where its scale has them, unless the command
/// line or its file says where; columns that were named are left out.
/// @throws SettingsError naming the columns that there are, for another
RunSettings settingsFor(RunSettings settings, const SettingsChoice& choice, const Dataset& dataset);

} // namespace towerlab::cli
