// SPDX-License-Identifier: MIT
// Settings of the methods that go by neighbours; private to core/methods.
#pragma once

#include "core/baselines/top_n.h"
#include "core/settings/settings_value.h"

namespace towerlab::methods {

/// TopNSettings by their defaults.
SettingsValue topNSettings();
/// KnnSettings by their defaults.
SettingsValue knnSettings();

} // namespace towerlab::methods
