// SPDX-License-Identifier: MIT
#include "ui/widgets/dense_table.h"

#include <QFrame>
#include <QHeaderView>
#include <QTableView>

#include "ui/widgets/swatch.h"

#include <QColor>
#include <QWidget>

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
    table->verticalHeader()->setMinimumSectionSize(denseRowHeight);
    table->verticalHeader()->setDefaultSectionSize(denseRowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->verticalHeader()->setHighlightSections(false);
}

void makeMovieTable(QTableView* table) {
    makeDense(table);
    table->setStyleSheet(table->styleSheet() + QLatin1String(movieStyle));
}

} // namespace towerlab::ui
