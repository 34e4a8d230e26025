// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QToolButton;

namespace towerlab::ui {

class BusySign;
class PlotWidget;

/// A card with a heading, a plot that can be exported, and a caption under it.
class DataPlotCard : public QWidget {
    Q_OBJECT
public:
    DataPlotCard(const QString& heading, PlotWidget* plot, QWidget* parent = nullptr);

    /// What it is of, where its picture stands alone: the data, a user, a movie.
    void setSubject(std::function<QString()> subject) { subject_ = std::move(subject); }
    void setHeading(const QString& heading);
    /// Hidden where empty.
    void setCaption(const QString& caption);
    /// Says that the plot is being made, instead of showing it.
    void setBusy(bool busy);

private:
    PlotWidget* plot_;
    QLabel* heading_;
    QToolButton* exporter_;
    QLabel* caption_;
    BusySign* busy_;
    std::function<QString()> subject_;
};

} // namespace towerlab::ui
