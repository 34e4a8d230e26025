// SPDX-License-Identifier: MIT
#pragma once

#include <QRectF>

class QPainter;

namespace towerlab::ui {

inline constexpr double valueBarHeight = 6;

/// Paints how far a value has come on its scale, as a bar in a track.
/// @param share in [0, 1]
void paintValueBar(QPainter* painter, const QRectF& track, double share);

} // namespace towerlab::ui
