// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/csv.h"

#include <QDialog>

#include <vector>

namespace towerlab::ui {

class BusySign;
class FilterProxy;
class TableView;

/// The values of a plot as a table that sorts and copies.
class TableDialog : public QDialog {
    Q_OBJECT
public:
    struct Values {
        CsvTable table;
        std::vector<bool> numeric; ///< by column

        /// Looks through all of them; may be called on any thread.
        explicit Values(CsvTable values);
    };
    /// Says that the table is being made.
    explicit TableDialog(const QString& title, QWidget* parent = nullptr);

    /// To be called once.
    void setValues(Values values);

Q_SIGNALS:
    void saveRequested(); ///< as a file

protected:
    void showEvent(QShowEvent* event) override;

private:
    void fitColumns();

    FilterProxy* proxy_; ///< before its model, which it must not outlive
    TableView* view_;
    BusySign* busy_;
};

} // namespace towerlab::ui
