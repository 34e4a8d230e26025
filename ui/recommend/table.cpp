// SPDX-License-Identifier: MIT
#include "ui/recommend/table.h"

#include "ui/widgets/table_roles.h"

#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr int cellPadding = 16; // the style's own, on both sides, and a little air
constexpr int headerPadding = 24;

} // namespace

RecommendTable::RecommendTable(QWidget* parent) : TableView(parent) {
    // Three tables side by side: tighter than the window's other tables, and with the sort arrow
    // above the header's text rather than over the end of it.
    setProperty("look", "tight");
    setProperty(arrowAboveProperty, true);
    horizontalHeader()->setStretchLastSection(false);
    horizontalHeader()->setMinimumSectionSize(28);
}

void RecommendTable::setModel(QAbstractItemModel* model) {
    TableView::setModel(model);
    // The mouse moves the current row before it selects, the keyboard after: listen to both, and
    // take the current row only once it is selected.
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RecommendTable::report);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RecommendTable::report);
}

void RecommendTable::report() {
    const QModelIndex current = currentIndex();
    if (quiet_ || !current.isValid() ||
        !selectionModel()->isRowSelected(current.row(), current.parent()))
        return;
    Q_EMIT rowChosen(static_cast<std::size_t>(current.data(RowRole).toULongLong()));
}

void RecommendTable::markRow(int row) {
    const QScopedValueRollback<bool> quiet(quiet_, true);
    selectModelRow(row);
}

void RecommendTable::markRowInPlace(int row) {
    keepingPlace([this, row] { markRow(row); });
}

int RecommendTable::scrollPlace() const { return verticalScrollBar()->value(); }

void RecommendTable::setScrollPlace(int place) {
    // The scroll bar's range is that of the old rows until the pending layout is done.
    doItemsLayout();
    verticalScrollBar()->setValue(place);
}

void RecommendTable::fitColumn(int column, const QString& sample) {
    widen(column, fontMetrics().horizontalAdvance(sample) + cellPadding);
}

void RecommendTable::fitColumnToCells(int column) { widen(column, sizeHintForColumn(column)); }

void RecommendTable::widen(int column, int width) {
    // Not the header's own hint: it keeps room for a sort arrow beside the text.
    const QString label = model()->headerData(column, Qt::Horizontal).toString();
    QFont font = horizontalHeader()->font();
    font.setWeight(QFont::DemiBold);
    const int header = QFontMetrics(font).horizontalAdvance(label) + headerPadding;
    horizontalHeader()->resizeSection(column, std::max(width, header));
}

} // namespace towerlab::ui
