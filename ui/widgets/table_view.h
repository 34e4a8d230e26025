// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

#include <memory>

namespace towerlab::ui {

/// The window's table: selects whole rows, sorts by a click on a header, has no grid and rows of
/// 30 pixels, stretches its last column, and copies selected rows as tab-separated text. Give it
/// a QSortFilterProxyModel with SortRole, so that numbers sort as numbers.
class TableView : public QTableView {
    Q_OBJECT
public:
    /// Set to true by a table whose style puts the sort arrow above the header's text.
    static constexpr const char* arrowAboveProperty = "sortArrowAbove";

    explicit TableView(QWidget* parent = nullptr);
    ~TableView() override;

    /// Makes a row of the view's own model the selected one and shows it; a negative row clears
    /// the selection.
    void selectModelRow(int row);

    /// Hides a column for which there is no room, unless the rows are sorted by it.
    void showColumn(int column, bool room);

public Q_SLOTS:
    /// Of many rows bit by bit, so that the window goes on meanwhile; copied() tells the end.
    void copySelection();

Q_SIGNALS:
    void copied();

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Copy;
    void copyOn();

    std::unique_ptr<Copy> copy_; ///< that is being made
    int textScale_;              ///< that the columns have their widths for
};

} // namespace towerlab::ui
