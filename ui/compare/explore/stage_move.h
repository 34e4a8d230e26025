// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QString>

namespace towerlab::ui {

/// "▲ 12", "▼ 5" or "=": by how many places the second stage lifted a movie.
QString moveText(int rise);
/// Blue for up, vermilion for down, muted for neither.
QColor moveColour(int rise);

} // namespace towerlab::ui
