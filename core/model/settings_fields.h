// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/settings.h"
#include "core/settings/setting_field.h"

#include <string>
#include <string_view>

namespace towerlab {

/// Every setting of a run, in the order in which a form shows them.
const SettingFields& settingFields();

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

} // namespace towerlab
