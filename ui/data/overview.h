// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"

#include "ui/widgets/vertical_scroll_area.h"

#include <memory>

namespace towerlab::ui {

class BarPlot;
class DataPlotCard;
class LongTailPlot;

/// The data set as a whole, in plots one below the other.
class DataOverview : public VerticalScrollArea {
    Q_OBJECT
public:
    explicit DataOverview(QWidget* parent = nullptr);

    /// @param dataset may be null
    void setDataset(const std::shared_ptr<const Dataset>& dataset);

private:
    void showActivity(const Dataset& dataset);
    void showGenres(const Dataset& dataset);

    BarPlot* stars_;
    LongTailPlot* longTail_;
    BarPlot* activity_;
    BarPlot* genres_;
    DataPlotCard* starsCard_;
    DataPlotCard* longTailCard_;
    DataPlotCard* activityCard_;
    DataPlotCard* genresCard_;
    QString dataName_;
};

} // namespace towerlab::ui
