// SPDX-License-Identifier: MIT
#pragma once

#include <QSortFilterProxyModel>

namespace towerlab::ui {

/// Sorts by SortRole; a row without a value comes last either way.
class ValueProxy : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit ValueProxy(QObject* parent = nullptr);

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
};

} // namespace towerlab::ui
