// SPDX-License-Identifier: MIT
#include "ui/widgets/table_model.h"

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

QVariant TableModel::more(std::size_t /*row*/, int /*column*/, int /*role*/) const { return {}; }

} // namespace towerlab::ui
