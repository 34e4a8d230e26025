// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings_value.h"

#include <nlohmann/json_fwd.hpp>

namespace towerlab {

/// One flat object, keys as in the fields and in their order.
nlohmann::ordered_json jsonOf(const SettingsValue& settings);

/// The settings with the values of such an object; keys that are absent keep theirs.
/// @throws SettingsError for anything but an object, an unknown key, a wrong type or a value out of
/// range.
SettingsValue changedByJson(SettingsValue settings, const nlohmann::json& json);

} // namespace towerlab
