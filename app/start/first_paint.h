// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <functional>

namespace towerlab {

/// Calls `then` once, when a window has been painted for the first time.
void afterFirstPaint(QWidget* window, std::function<void()> then);

} // namespace towerlab
