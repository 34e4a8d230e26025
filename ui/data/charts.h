// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/data/rating_scale.h"
#include "ui/plots/bar_plot.h"

#include <QCoreApplication>
#include <QDate>

#include <vector>

namespace towerlab::ui {

/// The Data place's bars, counted from a data set.
class DataCharts {
    Q_DECLARE_TR_FUNCTIONS(towerlab::ui::DataCharts)
public:
    using Bars = QVector<BarPlot::Bar>;

    /// Ratings by month, or by year where months would be too many to draw.
    struct Activity {
        Bars bars; ///< empty without any dated rating
        bool monthly = true;
        QDate first;
        QDate last;
        std::size_t farOff =
            0; ///< ratings whose dates are so far from the others that they are left out
        double undatedShare = 0; ///< of all ratings, in [0, 1]
    };

    /// How many ratings are in each bin.
    static Bars stars(const Dataset& dataset, const RatingBins& bins);
    static Bars starsOfMovie(const Dataset& dataset, const RatingBins& bins, std::size_t movieRow);
    /// Movies by genre, most first; a movie counts for each of its genres.
    static Bars genres(const Dataset& dataset);
    /// A user's mean stars in the genres that they rated most often, best liked first.
    static Bars genresOfUser(const Dataset& dataset, std::size_t userRow);
    /// Of the users' columns the one whose groups a movie's raters are shown by: the first with an
    /// order, else the first with few words; null if there is none.
    static const CategoryColumn* groupsOfRaters(const Dataset& dataset);
    /// Mean stars of a movie by group.
    static Bars ratersOfMovie(const Dataset& dataset, std::size_t movieRow,
                              const CategoryColumn& groups);
    static Activity activity(const Dataset& dataset);

    /// "1 rating", "1,234 ratings".
    static QString ratingsText(std::size_t count);
};

} // namespace towerlab::ui
