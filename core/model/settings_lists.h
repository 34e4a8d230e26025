// SPDX-License-Identifier: MIT
// What settingFields() is put together from; private to core/model.
#pragma once

#include "core/model/settings.h"
#include "core/settings/setting_group.h"

namespace towerlab::detail {

/// Data, inputs and towers.
void addModelFields(SettingFields& fields);
/// Objective, optimiser and run.
void addTrainFields(SettingFields& fields);

} // namespace towerlab::detail
