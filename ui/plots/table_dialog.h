// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/csv.h"

#include <QDialog>

#include <functional>
#include <vector>

class QDialogButtonBox;

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

    /// A button that does something with the row that is chosen.
    /// @param action given the row of the values
    void offerForRow(const QString& text, std::function<void(int row)> action);
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
    QDialogButtonBox* buttons_;
};

} // namespace towerlab::ui
