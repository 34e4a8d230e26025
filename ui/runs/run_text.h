// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_metrics.h"
#include "core/model/settings_fields.h"
#include "ui/widgets/metric_text.h"

#include <QString>

#include <vector>

namespace towerlab::ui {

/// Core describes settings and metrics in English; their translations are in the context
/// "Settings".
QString settingsText(std::string_view text);

/// What the value 0 of a setting is called where it stands for something else, as "none"; else
/// empty.
QString zeroText(const SettingField& field);

/// "10 %", "Cosine", "0.001": a setting's value for people.
QString settingValue(const SettingField& field, const RunSettings& settings);

/// Label of the preset that has exactly these settings, else "Own settings".
QString presetLabel(const RunSettings& settings);

/// The settings that are not the same in all of them, the objective first.
std::vector<const SettingField*> differingFields(const std::vector<const RunSettings*>& all);

/// The settings in which these differ from the preset that is nearest to them.
std::vector<const SettingField*> changesFromPreset(const RunSettings& settings);

/// "Batch size 256 · L2 penalty 0", without those that the other settings leave unused; a dash for
/// none.
QString fieldsText(const std::vector<const SettingField*>& fields, const RunSettings& settings);

/// Every setting that makes a difference with its value, as rich text for a tooltip; those in
/// `strong` stand out.
QString settingsToolTip(const RunSettings& settings,
                        const std::vector<const SettingField*>& strong);

/// "1,234 positives": what the examples of such an objective are called.
QString examplesText(Objective objective, std::uint64_t count);
/// "1,234 positives/s"
QString speedText(Objective objective, double perSecond);

/// "Early stopping after epoch 7"
QString howEnded(const RunRecord& record);
/// "Model of epoch 4", where it is not the last one's; else empty.
QString keptText(const RunRecord& record);
/// Both in one line.
QString endText(const RunRecord& record);

/// "Fast engine, 3 threads"
QString engineText(const RunRecord& record);

} // namespace towerlab::ui
