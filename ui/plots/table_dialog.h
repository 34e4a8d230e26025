// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/csv.h"

#include <QDialog>

namespace towerlab::ui {

/// The values of a plot as a table that sorts and copies.
class TableDialog : public QDialog {
    Q_OBJECT
public:
    TableDialog(const QString& title, CsvTable table, QWidget* parent = nullptr);

Q_SIGNALS:
    void saveRequested(); ///< as a file
};

} // namespace towerlab::ui
