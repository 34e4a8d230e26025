// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "ui/data/table.h"

#include <memory>

namespace towerlab::ui {

class UsersModel;

/// All users, to be searched, and filtered by the first few of their columns.
class UserTable : public DataTable {
    Q_OBJECT
public:
    explicit UserTable(QWidget* parent = nullptr);

    /// @param dataset may be null
    void setDataset(const std::shared_ptr<const Dataset>& dataset);

protected:
    FilterProxy::Condition condition() const override;
    QString countText(const QString& shown, const QString& all) const override;

private:
    void setColumns();
    int widthOfWords(int category) const;
    void fillFilters();
    void fillFilter(QComboBox* filter, const CategoryColumn& column);

    UsersModel* model_;
    QList<QComboBox*> filters_; ///< by column; those that the data lacks are hidden
};

} // namespace towerlab::ui
