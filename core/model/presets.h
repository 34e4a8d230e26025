// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/settings.h"

#include <string_view>
#include <vector>

namespace towerlab {

/// Settings of a run to start from.
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
