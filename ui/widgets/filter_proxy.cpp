// SPDX-License-Identifier: MIT
#include "ui/widgets/filter_proxy.h"

#include "ui/widgets/search_text.h"
#include "ui/widgets/table_roles.h"

#include <utility>

namespace towerlab::ui {

FilterProxy::FilterProxy(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void FilterProxy::setSourceModel(QAbstractItemModel* model) {
    rows_ = dynamic_cast<const PlainRows*>(model);
    QSortFilterProxyModel::setSourceModel(model);
}

void FilterProxy::setSearchText(const QString& text) {
    QStringList words = searchWords(text);
    if (words == words_)
        return;
    words_ = std::move(words);
    invalidateFilter();
}

void FilterProxy::setCondition(Condition condition) {
    condition_ = std::move(condition);
    invalidateFilter();
}

QStringView FilterProxy::textOf(int sourceRow, QString& buffer) const {
    if (rows_)
        return rows_->filterText(sourceRow);
    buffer = sourceModel()->index(sourceRow, 0).data(FilterTextRole).toString();
    return buffer;
}

bool FilterProxy::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const {
    if (sourceParent.isValid())
        return true;
    if (condition_ && !condition_(sourceRow))
        return false;
    if (words_.isEmpty())
        return true;
    QString buffer;
    return holdsAll(textOf(sourceRow, buffer), words_);
}

bool FilterProxy::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    if (rows_)
        return rows_->compareRows(left.column(), left.row(), right.row()) < 0;
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace towerlab::ui
