// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "ui/widgets/filter_proxy.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace towerlab::ui {

QString genderText(Gender gender);
/// "Under 18", "18–24", … by place in ageBracketCodes.
QString ageBracketText(std::size_t bracket);
/// The age to show: years where known, else the bracket.
QString ageText(const UserColumns& users, std::size_t row);

/// One row a user of the data set, in its order.
class UsersModel : public QAbstractTableModel, public PlainRows {
    Q_OBJECT
public:
    enum Column { Id, GenderColumn, Age, Occupation, Zip, Ratings, Mean, ColumnCount };

    explicit UsersModel(QObject* parent = nullptr);

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
    QString text(int column, std::size_t row) const;
    QVariant sortValue(int column, std::size_t row) const;
    int ageOf(std::size_t row) const;

    std::shared_ptr<const Dataset> dataset_;
    mutable std::vector<QString> filterText_; ///< by row; null until asked for
    std::vector<QString> occupations_;        ///< by index
    std::vector<int> occupationRank_;         ///< alphabetical place by index
};

} // namespace towerlab::ui
