// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "ui/widgets/filter_proxy.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace towerlab::ui {

/// The movie's genres, parted by commas; a dash without any.
QString genresText(const Dataset& dataset, std::size_t movieRow);

/// One row a movie of the data set, in its order.
class MoviesModel : public QAbstractTableModel, public PlainRows {
    Q_OBJECT
public:
    enum Column { Id, Title, Year, Genres, Ratings, Mean, ColumnCount };

    explicit MoviesModel(QObject* parent = nullptr);

    /// @param dataset may be null
    void setDataset(std::shared_ptr<const Dataset> dataset);
    const std::shared_ptr<const Dataset>& dataset() const { return dataset_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    int compareRows(int column, int left, int right) const override;
    QStringView filterText(int row) const override;

private:
    /// What is made once a row, so that painting, sorting and searching make no strings.
    struct RowText {
        QString title;
        QString genres;
        QString filter; ///< starts with the lower-case title, which is what titles sort by
    };

    QString text(int column, std::size_t row) const;
    QVariant sortValue(int column, std::size_t row) const;

    std::shared_ptr<const Dataset> dataset_;
    std::vector<RowText> texts_;
};

} // namespace towerlab::ui
