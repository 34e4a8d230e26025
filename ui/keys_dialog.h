// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QMenuBar;

namespace towerlab::ui {

/// The keys of the window: those of its menus, and those of its tables and runs.
class KeysDialog : public QDialog {
    Q_OBJECT
public:
    KeysDialog(const QMenuBar* menus, QWidget* parent);
};

} // namespace towerlab::ui
