// SPDX-License-Identifier: MIT
#pragma once

#include "ui/plots/qcustomplot.h"
#include "ui/widgets/colouring.h"

#include <QString>

#include <vector>

namespace towerlab::ui {

/// What one colour and mark of a plot stands for.
struct LegendKey {
    QString text;
    theme::Ink colour;
    QCPScatterStyle::ScatterShape shape = QCPScatterStyle::ssDisc;
};

/// What the colours of a plot stand for: keys, or a scale with its ends.
struct PlotLegend {
    std::vector<LegendKey> keys = {};
    bool scale = false;
    QString low = {};
    QString high = {};
};

PlotLegend legendOf(const Colouring& colouring);

/// So high is a legend of that width, in the painter's font.
double heightOfLegend(const PlotLegend& legend, const QFont& font, double width);
/// Paints it in rows from the place's top, in the painter's font.
void paintLegend(QCPPainter& painter, const QRectF& place, const PlotLegend& legend);

} // namespace towerlab::ui
