// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;

namespace towerlab::ui {

class PlotWidget;

/// A card with a heading, a plot that can be exported, and a caption under it.
class DataPlotCard : public QWidget {
    Q_OBJECT
public:
    DataPlotCard(const QString& heading, PlotWidget* plot, QWidget* parent = nullptr);

    /// Hidden where empty.
    void setCaption(const QString& caption);

private:
    PlotWidget* plot_;
    QLabel* caption_;
};

} // namespace towerlab::ui
