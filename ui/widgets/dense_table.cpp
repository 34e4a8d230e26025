// SPDX-License-Identifier: MIT
#include "ui/widgets/dense_table.h"

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

constexpr const char* denseStyle =
    "QTableView { border: none; border-radius: 0; font-size: 12px; }"
    "QTableView::item { padding: 0 4px; }"
    "QAbstractScrollArea::corner { background: transparent; border: none; }"
    "QTableCornerButton::section { background: transparent; border: none; }"
    "QHeaderView::section { padding: 3px 6px; font-size: 11px; }"
    "QHeaderView::section:vertical { border: none; font-weight: 400; }";
/// The sort arrow is above the header's text rather than over the end of it.
constexpr const char* figuresStyle =
    "QTableView { border: none; border-radius: 0; }"
    "QHeaderView::section { padding: 6px 6px; }"
    "QHeaderView::up-arrow, QHeaderView::down-arrow {"
    " subcontrol-position: top center; position: relative; top: 2px; width: 8px; height: 8px; }";
constexpr const char* movieStyle = "QTableView { selection-background-color: transparent; }"
                                   "QTableView::item { padding: 0; }"
                                   "QTableView::item:selected { background: transparent; }";

} // namespace

void makeDense(QTableView* table) {
    table->setStyleSheet(QLatin1String(denseStyle));
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
    table->setStyleSheet(table->styleSheet() + QLatin1String(movieStyle));
}

void makeFiguresTable(TableView* table, int rowHeight) {
    table->setFrameShape(QFrame::NoFrame);
    table->setStyleSheet(QLatin1String(figuresStyle));
    table->setProperty(TableView::arrowAboveProperty, true);
    setRowHeight(table, rowHeight);
    QHeaderView* header = table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
}

void setRowHeight(QTableView* table, int height) {
    table->verticalHeader()->setMinimumSectionSize(height);
    table->verticalHeader()->setDefaultSectionSize(height);
}

} // namespace towerlab::ui
