// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/setting_field.h"

#include <string>
#include <string_view>

namespace towerlab {

/// The value as it is typed and kept in JSON: "cosine", "0.001".
std::string valueText(const SettingField& field, double value);

/// The value that a text stands for.
/// @throws SettingsError saying what is wrong with the text.
double valueFromText(const SettingField& field, std::string_view text);

/// "{dot,cosine}", "1 to 500": what valueFromText() takes.
std::string rangeText(const SettingField& field);

} // namespace towerlab
