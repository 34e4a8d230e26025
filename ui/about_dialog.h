// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

namespace towerlab::ui {

/// What this is, and what serves it: versions, the BLAS, threads.
class AboutDialog : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(QWidget* parent = nullptr);
};

} // namespace towerlab::ui
