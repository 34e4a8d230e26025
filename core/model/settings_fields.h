// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/settings.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace towerlab {

enum class FieldKind { Integer, Real, Percent, Choice };

struct FieldChoice {
    std::string_view value; ///< in JSON and on the command line
    std::string_view label; ///< for people
};

/// Describes one setting. The form in the window, the options of the command line and the JSON of
/// the run file are all made from this list, so that they can't disagree.
struct SettingField {
    std::string_view key;   ///< "learning_rate": JSON key; "--learning-rate" on the command line
    std::string_view group; ///< "Data", "Towers" or "Training"
    std::string_view label;
    std::string_view help; ///< a sentence or two that teach
    std::string_view unit; ///< empty where there is none
    FieldKind kind = FieldKind::Real;
    double minimum = 0;
    double maximum = 0;
    double step = 1;  ///< of a spin box
    int decimals = 0; ///< of a spin box
    std::vector<FieldChoice> choices;
    /// The value as a number; for a Choice its index in `choices`; for Percent in [0, 1].
    std::function<double(const RunSettings&)> get;
    std::function<void(RunSettings&, double)> set;
};

/// Every setting, in the order in which a form shows them.
const std::vector<SettingField>& settingFields();

/// @throws SettingsError if there is none of that key.
const SettingField& settingField(std::string_view key);

/// @throws SettingsError naming the first setting that is out of its range.
void validate(const RunSettings& settings);

/// One flat JSON object, keys as in settingFields().
std::string toJson(const RunSettings& settings);

/// Keys that are absent keep their default.
/// @throws SettingsError on malformed JSON, an unknown key, a wrong type or a value out of range.
RunSettings runSettingsFromJson(std::string_view json);

/// The same for settings that a run or the window has stored: a key is absent where the version
/// that wrote it did not have the setting yet, and means what that version did.
/// @throws SettingsError as above
RunSettings storedRunSettings(std::string_view json);

struct Preset {
    std::string_view key; ///< "seed"
    std::string_view label;
    std::string_view help;
    RunSettings settings;
};

/// Built-in presets; the first one is the seed article's model.
const std::vector<Preset>& presets();

/// @throws SettingsError if there is none of that key.
const Preset& preset(std::string_view key);

} // namespace towerlab
