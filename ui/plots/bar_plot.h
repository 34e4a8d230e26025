// SPDX-License-Identifier: MIT
#pragma once

#include "ui/plots/plot_widget.h"

#include <QVector>

namespace towerlab::ui {

/// Named bars: upright (a histogram) or lying (names of some length, the first one on top). The
/// bar under the mouse is named with its value.
class BarPlot : public PlotWidget {
    Q_OBJECT
public:
    struct Bar {
        QString name;
        double value = 0;
        QString hint;      ///< shown while the mouse is over the bar
        QString key = {};  ///< what a table calls it where its name is short or left out
        bool none = false; ///< there is no value; a table leaves it empty
    };

    explicit BarPlot(Qt::Orientation bars = Qt::Vertical, QWidget* parent = nullptr);

    void setBars(const QVector<Bar>& bars);
    /// What names and values are: a column's name in the table, and the axis's in a picture.
    struct Axis {
        const char* column;
        QString label;
    };
    void setAxes(const Axis& names, const Axis& values);
    /// Marks the value axis in per cent; values are shares in [0, 1].
    void setPercent(bool percent);
    /// The bar under a point of the widget, or -1.
    int barAt(const QPointF& point) const;
    int barCount() const { return static_cast<int>(bars_.size()); }

    QSize sizeHint() const override { return {280, 150}; }
    QSize minimumSizeHint() const override { return {120, 80}; }

protected:
    void restyle() override;
    void setStandingAlone(bool on) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void highlight(int bar);

    Qt::Orientation orientation_;
    QCPAxis* names_;
    QCPAxis* values_;
    QCPBars* plain_;
    QCPBars* hovered_; ///< the one bar under the mouse, drawn over plain_
    QString namesLabel_;
    QString valuesLabel_;
    QVector<Bar> bars_;
    int hoveredBar_ = -1;
};

} // namespace towerlab::ui
