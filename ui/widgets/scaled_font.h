// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>

#include <cmath>

namespace towerlab::ui {

/// The same font so many times as large, whether its size is in points or in pixels.
inline QFont scaledFont(QFont font, double times) {
    if (font.pixelSize() > 0)
        font.setPixelSize(static_cast<int>(std::lround(font.pixelSize() * times)));
    else
        font.setPointSizeF(font.pointSizeF() * times);
    return font;
}

} // namespace towerlab::ui
