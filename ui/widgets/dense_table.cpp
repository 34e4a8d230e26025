// SPDX-License-Identifier: MIT
#include "ui/widgets/dense_table.h"

#include "ui/widgets/row_height.h"
#include "ui/widgets/swatch.h"
#include "ui/widgets/table_view.h"

#include <QColor>
#include <QFrame>
#include <QHeaderView>
#include <QTableView>

namespace towerlab::ui {

void DiscDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    const auto colour = index.data(Qt::DecorationRole).value<QColor>();
    option->icon = swatch(colour, option->widget->devicePixelRatioF());
    option->decorationSize = {12, 12};
}

namespace {

void setLook(QTableView* table, const char* look) { table->setProperty("look", look); }

} // namespace

void makeDense(QTableView* table) {
    setLook(table, "dense");
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setRowHeight(table, denseRowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->verticalHeader()->setHighlightSections(false);
}

void makeMovieTable(QTableView* table) {
    makeDense(table);
    setLook(table, "movies");
}

void makeFiguresTable(TableView* table, int rowHeight) {
    table->setFrameShape(QFrame::NoFrame);
    setLook(table, "figures");
    table->setProperty(TableView::arrowAboveProperty, true);
    setRowHeight(table, rowHeight);
    QHeaderView* header = table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
}

} // namespace towerlab::ui
