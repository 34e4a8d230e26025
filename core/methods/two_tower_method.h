// SPDX-License-Identifier: MIT
// What the methods of two towers have in common; private to core/methods.
#pragma once

#include "core/methods/method.h"
#include "core/model/settings.h"

#include <string_view>

namespace towerlab::methods {

/// A way of training two towers, with the settings that it starts from.
struct TwoTowerVariant {
    std::string_view key;
    std::string_view name;
    MethodStage stage = MethodStage::Retrieval;
    RunSettings settings;
    std::string_view idea;
    std::string_view formula;
    std::string_view whenToUse;
};

MethodInfo twoTower(const TwoTowerVariant& variant);

/// With the number of threads that leaves the numbers as they are: those of the fast engine are the
/// same for any number, autograd's may not be.
RunSettings withThreads(RunSettings settings, int threads);

/// Towers as those of the in-batch softmax, for other objectives on pairs of movies.
RunSettings rankingTowers(Objective objective);
/// Towers as those of the preset "clear-map", for objectives on single ratings.
RunSettings ratingTowers(Objective objective);

} // namespace towerlab::methods
