// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/settings_fields.h"
#include "core/train/run_metrics.h"

#include <QString>

#include <vector>

namespace towerlab::ui {

/// Core describes settings and metrics in English; their translations are in the context
/// "Settings".
QString settingsText(std::string_view text);

/// "10 %", "Cosine", "0.001": a setting's value for people.
QString settingValue(const SettingField& field, const RunSettings& settings);

/// Label of the preset that has exactly these settings, else "Own settings".
QString presetLabel(const RunSettings& settings);

/// The settings that are not the same in all of them.
std::vector<const SettingField*> differingFields(const std::vector<const RunSettings*>& all);

/// The settings in which these differ from the preset that is nearest to them.
std::vector<const SettingField*> changesFromPreset(const RunSettings& settings);

/// "Batch size 256 · L2 penalty 0"
QString fieldsText(const std::vector<const SettingField*>& fields, const RunSettings& settings);

/// Every setting with its value, as rich text for a tooltip; those in `strong` stand out.
QString settingsToolTip(const RunSettings& settings,
                        const std::vector<const SettingField*>& strong);

/// The figure rounded as the metric asks; a dash for none.
QString metricText(const RunMetric& metric, const std::optional<double>& value);

} // namespace towerlab::ui
