// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/ids.h"

#include <vector>

namespace towerlab {

/// Different numbers as a column of ids.
inline IdColumn idsOf(const std::vector<std::int64_t>& numbers) {
    return IdColumn::of(numbers).value();
}

} // namespace towerlab
