// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/data/rating_scale.h"
#include "ui/widgets/vertical_scroll_area.h"

#include <memory>

namespace towerlab::ui {

class BarPlot;
class DataPlotCard;
class JobRunner;
class LongTailPlot;

/// The data set as a whole, in plots one below the other. What they show is counted on a worker.
class DataOverview : public VerticalScrollArea {
    Q_OBJECT
public:
    explicit DataOverview(QWidget* parent = nullptr);

    ~DataOverview() override;

    /// @param dataset may be null
    void setDataset(const std::shared_ptr<const Dataset>& dataset, const RatingScale& scale);

Q_SIGNALS:
    void failed(const QString& title, const QString& text);

private:
    struct Figures;
    static Figures figuresOf(const Dataset& dataset, const RatingScale& scale);
    void showFigures(const std::shared_ptr<const Dataset>& dataset, const Figures& figures);
    void showActivity(const Figures& figures);
    void showGenres(const Figures& figures);

    BarPlot* stars_;
    LongTailPlot* longTail_;
    BarPlot* activity_;
    BarPlot* genres_;
    DataPlotCard* starsCard_;
    DataPlotCard* longTailCard_;
    DataPlotCard* activityCard_;
    DataPlotCard* genresCard_;
    QString dataName_;
    JobRunner* counter_;
};

} // namespace towerlab::ui
