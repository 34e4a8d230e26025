// SPDX-License-Identifier: MIT
#pragma once

#include "ui/data/dataset_model.h"

#include <vector>

namespace towerlab::ui {

/// The movie's genres, separated by commas; a dash without any.
QString genresText(const Dataset& dataset, std::size_t movieRow);

/// One row per movie of the data set, in its order. Behind the columns that all data has stand
/// those that this data has besides: words, then numbers, then texts.
class MoviesModel : public DatasetModel {
    Q_OBJECT
public:
    enum Column { Id, Title, Year, Genres, Ratings, Mean, FirstFact };

    explicit MoviesModel(QObject* parent = nullptr);

protected:
    void prepare() override;
    std::shared_ptr<const SearchTexts> makeSearchTexts() const override {
        return SearchTexts::ofMovies(dataset());
    }
    std::size_t rows() const override { return dataset() ? movies().size() : 0; }

private:
    std::vector<TableColumn> describe() const;
    const MovieColumns& movies() const { return dataset()->movies(); }
};

} // namespace towerlab::ui
