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

protected:
    void prepare() override;
    std::shared_ptr<const SearchTexts> makeSearchTexts() const override {
        return SearchTexts::ofUsers(dataset());
    }
    std::size_t rows() const override { return dataset() ? users().size() : 0; }

private:
    const UserColumns& users() const { return dataset()->users(); }
    std::vector<TableColumn> describe() const;
};

} // namespace towerlab::ui
