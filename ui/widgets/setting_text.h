// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/setting_field.h"

#include <QString>

#include <string_view>

namespace towerlab::ui {

/// Gives core's English texts in the language of the window.
using Translate = QString (*)(std::string_view);

/// "12", "10 %", "Cosine", "0.001": a setting's value for people; empty for none of its choices.
QString settingText(const SettingField& field, double value, Translate translate);

} // namespace towerlab::ui
