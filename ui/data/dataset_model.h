// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "ui/data/search_texts.h"
#include "ui/widgets/table_model.h"

#include <memory>

namespace towerlab::ui {

/// One row for each user, or for each movie, of the data set, in its order.
class DatasetModel : public TableModel {
    Q_OBJECT
public:
    /// @param dataset may be null
    void setDataset(std::shared_ptr<const Dataset> dataset);
    const std::shared_ptr<const Dataset>& dataset() const { return dataset_; }

    void prepareRows(const std::stop_token& stop) const final;
    bool holdsWords(int row, const QStringList& words) const final;

protected:
    using TableModel::TableModel;

    /// dataset() is another, or null. Only called while the model is being reset.
    virtual void prepare() {}
    /// What searches look into; dataset() is not null.
    virtual std::shared_ptr<const SearchTexts> makeSearchTexts() const = 0;
    /// For columns that are sorted by it.
    QStringView searchText(std::size_t row) const { return texts_->of(row); }
    QVariant more(std::size_t row, int column, int role) const override;

private:
    std::shared_ptr<const Dataset> dataset_;
    std::shared_ptr<const SearchTexts> texts_;
};

/// The mean of so many ratings as both tables show it; a dash without any.
QString meanText(std::uint32_t count, float mean);

} // namespace towerlab::ui
