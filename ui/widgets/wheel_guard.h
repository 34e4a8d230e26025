// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace towerlab::ui {

/// A wheel that scrolls a form must not change the value that happens to pass under it: the editor
/// heeds the wheel only while it has the focus, which the wheel no longer gives it.
void guardFromWheel(QWidget* editor);

} // namespace towerlab::ui
