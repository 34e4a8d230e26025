// SPDX-License-Identifier: MIT
#include "ui/plots/legend.h"

#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QLocale>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr double markSize = 8;
constexpr double gap = 5;      ///< between a mark and its text
constexpr double between = 16; ///< between two keys
constexpr double rowSpacing = 4;
constexpr double longestScale = 180;

/// Where the keys stand: each one's left and row.
struct Flow {
    std::vector<QPointF> places;
    int rows = 1;
};

Flow flow(const std::vector<LegendKey>& keys, const QFontMetricsF& metrics, double width) {
    Flow flow;
    double x = 2;
    for (const LegendKey& key : keys) {
        const double own = markSize + gap + metrics.horizontalAdvance(key.text);
        if (x > 2 && x + own > width) {
            x = 2;
            ++flow.rows;
        }
        flow.places.emplace_back(x, flow.rows - 1);
        x += own + between;
    }
    return flow;
}

void paintScale(QCPPainter& painter, const QRectF& place, const PlotLegend& legend) {
    const QFontMetricsF metrics(painter.font());
    const double low = metrics.horizontalAdvance(legend.low) + 6;
    QRectF strip(place.left() + 2 + low, place.top() + 2, std::min(longestScale, place.width() / 2),
                 metrics.height() - 4);
    painter.setPen(theme::mutedText());
    painter.drawText(QRectF(place.left() + 2, place.top(), low, metrics.height()),
                     Qt::AlignVCenter | Qt::AlignLeft, legend.low);
    painter.drawText(
        QRectF(strip.right() + 6, place.top(), place.right() - strip.right() - 6, metrics.height()),
        Qt::AlignVCenter | Qt::AlignLeft, legend.high);
    painter.setPen(Qt::NoPen);
    painter.setBrush(scaleGradient(strip.topLeft(), strip.topRight()));
    painter.drawRect(strip);
}

} // namespace

PlotLegend legendOf(const Colouring& colouring) {
    PlotLegend legend{{}, colouring.numeric, colouring.low, colouring.high};
    if (!colouring.numeric)
        for (const ColourGroup& group : colouring.groups)
            legend.keys.push_back(
                {QStringLiteral("%1 (%2)").arg(group.name, QLocale().toString(group.count)),
                 group.colour});
    return legend;
}

double heightOfLegend(const PlotLegend& legend, const QFont& font, double width) {
    const QFontMetricsF metrics(font);
    if (legend.scale)
        return metrics.height();
    if (legend.keys.empty())
        return 0;
    const int rows = flow(legend.keys, metrics, width).rows;
    return rows * metrics.height() + (rows - 1) * rowSpacing;
}

void paintLegend(QCPPainter& painter, const QRectF& place, const PlotLegend& legend) {
    painter.setAntialiasing(true);
    if (legend.scale) {
        paintScale(painter, place, legend);
        return;
    }
    const QFontMetricsF metrics(painter.font());
    const Flow where = flow(legend.keys, metrics, place.width());
    for (std::size_t i = 0; i < legend.keys.size(); ++i) {
        const LegendKey& key = legend.keys[i];
        const QPointF corner(place.left() + where.places[i].x(),
                             place.top() + where.places[i].y() * (metrics.height() + rowSpacing));
        const QColor colour = key.colour.colour();
        const QCPScatterStyle mark(key.shape, QPen(colour, 1.5), QBrush(colour), markSize);
        mark.applyTo(&painter, QPen());
        mark.drawShape(&painter, corner.x() + markSize / 2, corner.y() + metrics.height() / 2);
        painter.setPen(theme::mutedText());
        painter.drawText(QRectF(corner.x() + markSize + gap, corner.y(),
                                metrics.horizontalAdvance(key.text) + 2, metrics.height()),
                         Qt::AlignVCenter | Qt::AlignLeft, key.text);
    }
}

} // namespace towerlab::ui
