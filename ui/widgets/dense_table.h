// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

class QTableView;

namespace towerlab::ui {

class TableView;

/// Shows the colour that a cell has for Qt::DecorationRole as a disc.
class DiscDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

/// Dense rows without a frame, for tables that stand inside a card.
void makeDense(QTableView* table);
/// The same for tables of movies, where MovieDelegate shows what is chosen, not the selection.
void makeMovieTable(QTableView* table);

/// A sorted table of many columns of figures, without a frame. A third click on a header brings
/// back the model's own order.
void makeFiguresTable(TableView* table, int rowHeight);

inline constexpr int denseRowHeight = 24;

} // namespace towerlab::ui
