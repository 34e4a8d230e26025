// SPDX-License-Identifier: MIT
#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

#include <functional>

namespace towerlab::ui {

/// What a table model offers so that FilterProxy can sort and filter its rows without a QVariant
/// for each comparison.
class PlainRows {
public:
    virtual ~PlainRows() = default;
    /// Below, at or above 0 as the value in `column` of row `left` is below, at or above `right`'s.
    virtual int compareRows(int column, int left, int right) const = 0;
    /// searchable() text of the row that search boxes look into; valid until the model is reset.
    virtual QStringView filterText(int row) const = 0;
};

/// Sorts by SortRole and keeps the rows that hold each word of a search text and pass a condition.
class FilterProxy : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using Condition = std::function<bool(int sourceRow)>;

    explicit FilterProxy(QObject* parent = nullptr);

    void setSourceModel(QAbstractItemModel* model) override;
    /// Upper and lower case are the same; the order of the words doesn't matter.
    void setSearchText(const QString& text);
    /// An empty condition lets all rows pass.
    void setCondition(Condition condition);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QStringView textOf(int sourceRow, QString& buffer) const;

    const PlainRows* rows_ = nullptr; ///< the source model itself, where it offers them
    QStringList words_;
    Condition condition_;
};

} // namespace towerlab::ui
