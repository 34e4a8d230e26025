// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/csv.h"

#include <QDialog>

namespace towerlab::ui {

class TableView;

/// The values of a plot as a table that sorts and copies.
class TableDialog : public QDialog {
    Q_OBJECT
public:
    TableDialog(const QString& title, CsvTable table, QWidget* parent = nullptr);

Q_SIGNALS:
    void saveRequested(); ///< as a file

protected:
    void showEvent(QShowEvent* event) override;

private:
    TableView* view_;
};

} // namespace towerlab::ui
