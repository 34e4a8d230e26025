// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/data/rating_scale.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QStackedLayout;

namespace towerlab::ui {

class BarPlot;
class DataPlotCard;

/// What is known about one movie: year, genres, how its stars spread and who likes it.
class MovieDetails : public QWidget {
    Q_OBJECT
public:
    explicit MovieDetails(QWidget* parent = nullptr);

    /// To be called before setMovie() with rows of the data set; may be null.
    void setDataset(std::shared_ptr<const Dataset> dataset, const RatingScale& scale);
    void setMovie(std::optional<std::size_t> movieRow);

private:
    QWidget* makeContent();
    void nameCharts();
    QString ratingsText(std::size_t movieRow) const;

    std::shared_ptr<const Dataset> dataset_;
    RatingBins bins_;
    QStackedLayout* pages_;
    QLabel* title_;
    QLabel* facts_;
    BarPlot* stars_;
    BarPlot* raters_; ///< mean stars by a column of the users
    DataPlotCard* groups_ = nullptr;
    DataPlotCard* spread_ = nullptr;
};

} // namespace towerlab::ui
