// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace towerlab {

struct TitleAndYear {
    std::string title;
    std::int16_t year = 0; ///< 0 where the title names none
};

/// Splits MovieLens' "Title (1995)" into title and year. The last "(dddd)" from 1870 on counts;
/// what follows it, as in "Title (1995) (V)", stays with the title.
TitleAndYear splitTitle(std::string_view full);

} // namespace towerlab
