// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace towerlab::ui {

/// A tooltip with what a file or a person says, which is text whatever it looks like: Qt takes
/// tooltips for markup where they begin like it.
QString plainTip(const QString& text);

} // namespace towerlab::ui
