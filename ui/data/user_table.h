// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "ui/data/table.h"

#include <memory>

namespace towerlab::ui {

class UsersModel;

/// All users, to be searched and filtered by gender, age and occupation.
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
    void fillFilters(const Dataset& dataset);

    UsersModel* model_;
    QComboBox* gender_;
    QComboBox* age_;
    QComboBox* occupation_;
};

} // namespace towerlab::ui
