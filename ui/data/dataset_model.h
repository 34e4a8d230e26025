// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "ui/widgets/filter_proxy.h"
#include "ui/widgets/table_model.h"

#include <memory>

namespace towerlab::ui {

/// One row for each user, or for each movie, of the data set, in its order.
class DatasetModel : public TableModel, public PlainRows {
    Q_OBJECT
public:
    /// @param dataset may be null
    void setDataset(std::shared_ptr<const Dataset> dataset);
    const std::shared_ptr<const Dataset>& dataset() const { return dataset_; }

    int compareRows(int column, int left, int right) const final;

protected:
    using TableModel::TableModel;

    /// dataset() is another, or null. Only called while the model is being reset.
    virtual void prepare() = 0;
    QVariant more(std::size_t row, int column, int role) const override;

private:
    std::shared_ptr<const Dataset> dataset_;
};

/// The mean of so many ratings as both tables show it; a dash without any.
QString meanText(std::uint32_t count, float mean);

} // namespace towerlab::ui
