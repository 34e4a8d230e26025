// SPDX-License-Identifier: MIT
#pragma once

#include "ui/data/dataset_model.h"

namespace towerlab::ui {

/// The movie's genres, separated by commas; a dash without any.
QString genresText(const Dataset& dataset, std::size_t movieRow);

/// One row per movie of the data set, in its order.
class MoviesModel : public DatasetModel {
    Q_OBJECT
public:
    enum Column { Id, Title, Year, Genres, Ratings, Mean, ColumnCount };

    explicit MoviesModel(QObject* parent = nullptr);

protected:
    std::shared_ptr<const SearchTexts> makeSearchTexts() const override {
        return SearchTexts::ofMovies(dataset());
    }
    std::size_t rows() const override { return dataset() ? movies().size() : 0; }

private:
    const MovieColumns& movies() const { return dataset()->movies(); }
};

} // namespace towerlab::ui
