// SPDX-License-Identifier: MIT
#pragma once

#include "ui/data/dataset_model.h"

#include <vector>

namespace towerlab::ui {

/// One row per user of the data set, in its order. Between the id and the figures of the ratings
/// stand the columns that the data set has: words, then numbers, then texts.
class UsersModel : public DatasetModel {
    Q_OBJECT
public:
    static constexpr int Id = 0;
    static constexpr int FirstFact = 1;

    explicit UsersModel(QObject* parent = nullptr);

    /// How many columns of each kind there are.
    int categories() const;
    int facts() const;
    int ratings() const { return FirstFact + facts(); }
    int mean() const { return ratings() + 1; }
    /// The column that takes the room that is left: the last of the categories, or without any the
    /// number of ratings.
    int widest() const { return categories() > 0 ? categories() : ratings(); }

    QStringView filterText(int row) const override;

protected:
    void prepare() override;
    std::size_t rows() const override { return filterText_.size(); }

private:
    const UserColumns& users() const { return dataset()->users(); }
    std::vector<TableColumn> describe() const;

    mutable std::vector<QString> filterText_; ///< by row; null until asked for
};

} // namespace towerlab::ui
