// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "ui/data/table.h"

#include <memory>

namespace towerlab::ui {

class MoviesModel;
class RatingDelegate;

/// All movies, to be searched and filtered by genre and decade.
class MovieTable : public DataTable {
    Q_OBJECT
public:
    explicit MovieTable(QWidget* parent = nullptr);

    /// @param dataset may be null
    void setDataset(const std::shared_ptr<const Dataset>& dataset);

protected:
    FilterProxy::Condition condition() const override;
    QString countText(const QString& shown, const QString& all) const override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void setColumns();
    void showKnownColumns(const Dataset& dataset);
    void fillGenres(const Dataset& dataset);
    void fillDecades(const Dataset& dataset);

    MoviesModel* model_;
    RatingDelegate* means_;
    QComboBox* genre_;
    QComboBox* decade_;
};

} // namespace towerlab::ui
