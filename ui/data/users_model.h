// SPDX-License-Identifier: MIT
#pragma once

#include "ui/data/dataset_model.h"

#include <vector>

namespace towerlab::ui {

QString genderText(Gender gender);
/// "Under 18", "18–24", … by place in ageBracketCodes.
QString ageBracketText(std::size_t bracket);
/// The age to show: years where known, else the bracket.
QString ageText(const UserColumns& users, std::size_t row);

/// One row per user of the data set, in its order.
class UsersModel : public DatasetModel {
    Q_OBJECT
public:
    enum Column { Id, GenderColumn, Age, Occupation, Zip, Ratings, Mean, ColumnCount };

    explicit UsersModel(QObject* parent = nullptr);

    QStringView filterText(int row) const override;

protected:
    void prepare() override;
    std::size_t rows() const override { return filterText_.size(); }

private:
    const UserColumns& users() const { return dataset()->users(); }
    std::size_t occupationOf(std::size_t row) const {
        return static_cast<std::size_t>(users().occupation[row]);
    }
    int ageOf(std::size_t row) const;

    mutable std::vector<QString> filterText_; ///< by row; null until asked for
    std::vector<QString> occupations_;        ///< by index
    std::vector<int> occupationRank_;         ///< alphabetical place by index
};

} // namespace towerlab::ui
