// SPDX-License-Identifier: MIT
#include "core/methods/families.h"

namespace towerlab {

std::vector<MethodInfo> classifierMethods() { return {}; }

} // namespace towerlab
