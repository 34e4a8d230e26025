// SPDX-License-Identifier: MIT
#include "ui/widgets/colouring.h"

namespace towerlab::ui {

std::vector<theme::Ink> Colouring::colours() const {
    std::vector<theme::Ink> list;
    for (const ColourGroup& group : groups)
        list.push_back(group.colour);
    return list;
}

QLinearGradient scaleGradient(const QPointF& from, const QPointF& to) {
    constexpr int stops = 12;
    QLinearGradient gradient(from, to);
    for (int stop = 0; stop <= stops; ++stop)
        gradient.setColorAt(stop / double(stops), theme::scale(stop / double(stops)));
    return gradient;
}

} // namespace towerlab::ui
