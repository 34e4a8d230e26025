// SPDX-License-Identifier: MIT
#pragma once

#include <QPointF>
#include <QRectF>

#include <vector>

namespace towerlab::ui {

/// A label whose place scales with the map while its box keeps its size in pixels.
struct LabelBox {
    QPointF place; ///< in pixels, with the whole map in view
    QRectF box;    ///< around its place
};

/// From which zoom on each label is shown, so that no two overlap at any zoom: 1 is the whole map.
/// Of two in each other's way the earlier one wins; the other waits until there is room for both,
/// and then stays however far one goes on, so that labels do not come and go.
/// @return infinity for those that never find room
std::vector<double> labelRanges(const std::vector<LabelBox>& labels);

} // namespace towerlab::ui
