// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include <cstdint>

namespace towerlab {

struct DemoSettings {
    int users = 1200;
    int movies = 800;
    int ratings = 90000; ///< wished for; the generator may fall short by a few per cent
    std::uint64_t seed = 7;
};

/// A MovieLens-shaped data set made up from nothing, the same each time: long-tail popularity,
/// tastes that depend on hidden groups, age, gender and genre, invented titles and people. Its
/// name says that it is invented. About 0.1 s for the defaults.
/// @throws SettingsError if a size is below 1 or too many ratings are asked for.
std::shared_ptr<const Dataset> makeDemoData(const DemoSettings& settings = {});

} // namespace towerlab
