// SPDX-License-Identifier: MIT
#include "ui/widgets/table_model.h"

#include "ui/widgets/search_text.h"
#include "ui/widgets/table_roles.h"
#include "ui/widgets/tool_tip.h"

namespace towerlab::ui {
namespace {

QVariant textOrNothing(const QString& text) { return text.isEmpty() ? QVariant() : text; }

QVariant aligned(Qt::Alignment alignment) {
    return QVariant::fromValue(alignment | Qt::AlignVCenter);
}

} // namespace

int TableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows());
}

int TableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

QVariant TableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    if (QVariant own = more(row, index.column(), role); own.isValid())
        return own;
    const TableColumn& shown = column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return shown.text(row);
    case Qt::ToolTipRole:
        if (!shown.toolTip)
            return {};
        return textOrNothing(shown.richToolTip ? shown.toolTip(row) : plainTip(shown.toolTip(row)));
    case Qt::TextAlignmentRole:
        return aligned(shown.alignment);
    case SortRole:
        return shown.sortValue ? shown.sortValue(row) : shown.text(row);
    default:
        return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const TableColumn& shown = column(section);
    switch (role) {
    case Qt::DisplayRole:
        return shown.title;
    case Qt::ToolTipRole:
        return textOrNothing(shown.help);
    case Qt::TextAlignmentRole:
        return aligned(shown.alignment);
    default:
        return {};
    }
}

int TableModel::compareRows(int section, int left, int right) const {
    const TableColumn& by = column(section);
    const auto a = static_cast<std::size_t>(left);
    const auto b = static_cast<std::size_t>(right);
    if (by.compare)
        return by.compare(a, b);
    if (!by.sortValue)
        return by.text(a).compare(by.text(b), Qt::CaseInsensitive);
    const QPartialOrdering order = QVariant::compare(by.sortValue(a), by.sortValue(b));
    return order == QPartialOrdering::Less ? -1 : (order == QPartialOrdering::Greater ? 1 : 0);
}

bool TableModel::holdsWords(int row, const QStringList& words) const {
    return holdsAll(searchable(index(row, 0).data(FilterTextRole).toString()), words);
}

QVariant TableModel::more(std::size_t /*row*/, int /*column*/, int /*role*/) const { return {}; }

} // namespace towerlab::ui
