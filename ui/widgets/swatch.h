// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QIcon>

namespace towerlab::ui {

/// A disc of that colour, 12 pixels wide, that a selected row leaves as it is.
QIcon swatch(const QColor& colour, double devicePixelRatio);

} // namespace towerlab::ui
