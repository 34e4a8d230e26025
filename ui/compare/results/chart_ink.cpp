// SPDX-License-Identifier: MIT
#include "ui/compare/results/chart_ink.h"

#include "ui/widgets/theme.h"

#include <QApplication>

namespace towerlab::ui {

ChartInk ChartInk::ofTheme() {
    ChartInk ink{theme::cardBackground(),
                 QApplication::palette().color(QPalette::Text),
                 theme::mutedText(),
                 theme::gridLine(),
                 {}};
    for (std::size_t i = 0; i < ink.families.size(); ++i)
        ink.families[i] = theme::category(i);
    return ink;
}

ChartInk ChartInk::onPaper() {
    // The light theme's categories (Okabe and Ito's), whatever the window looks like.
    return {QColor(0xFFFFFF),
            QColor(0x1B2330),
            QColor(0x4A5363),
            QColor(0xDFE3EA),
            {QColor(0x0072B2), QColor(0xE69F00), QColor(0x009E73), QColor(0xD55E00)}};
}

void ChartInk::apply(QCustomPlot& plot) const {
    plot.setBackground(QBrush(background));
    const QPen line(grid, 1);
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis, plot.xAxis2}) {
        axis->setBasePen(line);
        axis->setTickLabelColor(muted);
        axis->setLabelColor(muted);
        axis->grid()->setPen(line);
        axis->grid()->setZeroLinePen(line);
    }
}

QCPScatterStyle familyMark(MethodFamily family, const ChartInk& ink, double size) {
    constexpr std::array<QCPScatterStyle::ScatterShape, 4> shapes = {
        QCPScatterStyle::ssDisc, QCPScatterStyle::ssSquare, QCPScatterStyle::ssTriangle,
        QCPScatterStyle::ssDiamond};
    const QColor colour = ink.family(family);
    return {shapes[static_cast<std::size_t>(family)], QPen(colour, 1.5), QBrush(colour), size};
}

} // namespace towerlab::ui
