// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/settings.h"

#include <string>
#include <string_view>

namespace towerlab {

/// Why a setting makes no difference beside the others, in a sentence for people (English; to be
/// translated in the context "Settings"); empty where it does.
/// @param key of a SettingField
std::string_view whyNotUsed(std::string_view key, const RunSettings& settings);

/// Why the fast engine can't do what the settings ask for, in a sentence as above; empty where it
/// can.
std::string_view whyNotFast(const RunSettings& settings);

/// The engine that a run really uses: the one asked for, or autograd where the fast one can't.
Engine engineFor(const RunSettings& settings);

} // namespace towerlab
