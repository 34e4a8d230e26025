// SPDX-License-Identifier: MIT
#pragma once

#include "core/methods/method.h"
#include "ui/plots/qcustomplot.h"

#include <QColor>

namespace towerlab::ui {

/// The colours of a comparison's charts: the window's, or black on white for a report.
struct ChartInk {
    QColor background;
    QColor text;
    QColor muted;
    QColor grid;
    std::array<QColor, 4> families; ///< by MethodFamily

    static ChartInk ofTheme();
    static ChartInk onPaper();

    QColor family(MethodFamily family) const { return families[static_cast<std::size_t>(family)]; }
    /// Colours axes, grid and background of a plot.
    void apply(QCustomPlot& plot) const;
};

/// A mark for each family that differs in shape as well as in colour.
QCPScatterStyle familyMark(MethodFamily family, const ChartInk& ink, double size);

} // namespace towerlab::ui
