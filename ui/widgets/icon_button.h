// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QToolButton;

namespace towerlab::ui {

/// A small button with an icon of resources/icons and no text; `name` is what it is read aloud as,
/// and its tooltip where `help` is empty.
QToolButton* makeIconButton(const char* objectName, const QString& icon, const QString& name,
                            const QString& help = {});

} // namespace towerlab::ui
