// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace towerlab::ui {

/// Style sheet of tables with many columns: tighter than the window's others, and with the sort
/// arrow above the header's text rather than over the end of it.
inline constexpr const char* denseTableStyle =
    "QTableView { border: none; border-radius: 0; }"
    "QHeaderView::section { padding: 6px 6px; }"
    "QHeaderView::up-arrow, QHeaderView::down-arrow {"
    " subcontrol-position: top center; position: relative; top: 2px; width: 8px; height: 8px; }";

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

inline constexpr int denseRowHeight = 24;

} // namespace towerlab::ui
