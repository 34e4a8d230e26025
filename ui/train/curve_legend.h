// SPDX-License-Identifier: MIT
#pragma once

#include "ui/plots/qcustomplot.h"

#include <QString>

#include <vector>

namespace towerlab::ui {

/// The plot's legend in rows above the axes, where it covers no data; as many columns as fit. Part
/// of the plot, and so of an exported picture.
class CurveLegend {
public:
    explicit CurveLegend(QCustomPlot* plot);

    struct Entry {
        QCPGraph* graph;
        QString text;
        QString key = {};    ///< what a click on it is about; empty where it is no curve
        bool hidden = false; ///< the curve is not drawn, as the person wants it
    };
    void setEntries(const std::vector<Entry>& entries);
    /// The entry at a place of the widget, or null.
    const Entry* entryAt(const QPointF& place) const;
    /// Puts the entries into as many columns as the plot is wide enough for.
    /// @return whether that has changed anything
    bool layOut();
    /// Lines that explain: training solid, validation dashed, in no run's colour.
    QCPGraph* solidKey() const { return solid_; }
    QCPGraph* dashedKey() const { return dashed_; }
    void restyle();

private:
    std::size_t columnsThatFit() const;
    void addItem(const Entry& entry);

    QCustomPlot* plot_;
    QCPGraph* solid_;
    QCPGraph* dashed_;
    std::vector<Entry> entries_;
    std::size_t columns_ = 0;
};

} // namespace towerlab::ui
