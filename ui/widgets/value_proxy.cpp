// SPDX-License-Identifier: MIT
#include "ui/widgets/value_proxy.h"

#include "ui/widgets/table_roles.h"

namespace towerlab::ui {

ValueProxy::ValueProxy(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(SortRole);
    setSortLocaleAware(true);
}

bool ValueProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const bool hasLeft = left.data(SortRole).isValid();
    const bool hasRight = right.data(SortRole).isValid();
    if (hasLeft && hasRight)
        return QSortFilterProxyModel::lessThan(left, right);
    return sortOrder() == Qt::AscendingOrder ? hasLeft && !hasRight : hasRight && !hasLeft;
}

} // namespace towerlab::ui
