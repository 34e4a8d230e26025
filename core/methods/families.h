// SPDX-License-Identifier: MIT
// What allMethods() is put together from; private to core/methods.
#pragma once

#include "core/methods/method.h"

#include <vector>

namespace towerlab {

std::vector<MethodInfo> classicalMethods();
std::vector<MethodInfo> classifierMethods();
std::vector<MethodInfo> twoTowerMethods();
std::vector<MethodInfo> twoStageMethods();

} // namespace towerlab
