// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/settings.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace towerlab {

/// Places of the columns that a tower reads of so many.
/// @param leftOut a bit for each by its place
inline std::vector<std::size_t> columnsRead(std::size_t count, Switch any, std::uint32_t leftOut) {
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < count && any == Switch::On; ++place)
        if (!isLeftOut(leftOut, place))
            places.push_back(place);
    return places;
}

} // namespace towerlab
