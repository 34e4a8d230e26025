// SPDX-License-Identifier: MIT
#include "ui/widgets/colouring.h"

namespace towerlab::ui {

std::vector<QColor> Colouring::colours() const {
    std::vector<QColor> list;
    for (const ColourGroup& group : groups)
        list.push_back(group.colour);
    return list;
}

} // namespace towerlab::ui
