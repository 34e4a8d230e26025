// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_overlay.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace towerlab::ui {

MapOverlay::MapOverlay(QCustomPlot* plot) : QCPAbstractItem(plot) {
    setClipToAxisRect(true);
    setSelectable(false);
}

QPointF MapOverlay::pixelOf(const PlanePoint& place) const {
    return {parentPlot()->xAxis->coordToPixel(double{place.x}),
            parentPlot()->yAxis->coordToPixel(double{place.y})};
}

void MapOverlay::draw(QCPPainter* painter) {
    painter->setAntialiasing(true);
    painter->setFont(font_);
    for (const Layout& trail : trails_)
        drawTrail(painter, trail);
    for (const MapLine& line : lines_)
        drawLine(painter, line);
    taken_.clear();
    for (const MapLine& line : lines_)
        if (!line.text.isEmpty())
            drawTextOf(painter, line);
    if (outline_.size() < 2)
        return;
    QColor fill = theme::accent();
    fill.setAlpha(30);
    painter->setPen(QPen(theme::accent(), 1.2, Qt::DashLine));
    painter->setBrush(fill);
    painter->drawPolygon(outline_);
}

/// The older a part, the fainter.
void MapOverlay::drawTrail(QCPPainter* painter, const Layout& trail) const {
    painter->setBrush(Qt::NoBrush);
    QColor colour = theme::accent();
    for (std::size_t i = 1; i < trail.size(); ++i) {
        const double age = static_cast<double>(i) / static_cast<double>(trail.size());
        colour.setAlphaF(static_cast<float>(0.15 + 0.75 * age));
        painter->setPen(QPen(colour, 1 + 1.5 * age, Qt::SolidLine, Qt::RoundCap));
        painter->drawLine(QLineF(pixelOf(trail[i - 1]), pixelOf(trail[i])));
    }
}

void MapOverlay::drawLine(QCPPainter* painter, const MapLine& line) const {
    constexpr double headLength = 8;
    constexpr double headWidth = 3.5;
    const QPointF from = pixelOf(line.from);
    const QPointF to = pixelOf(line.to);
    const QPointF way = to - from;
    const double length = std::hypot(way.x(), way.y());
    const QPointF along = length > 0 ? way / length : QPointF(1, 0);
    const QColor colour = line.ink.colour();
    painter->setPen(
        QPen(colour, line.width, line.dashed ? Qt::DashLine : Qt::SolidLine, Qt::RoundCap));
    if (line.arrow && length > headLength) {
        const QPointF neck = to - along * headLength;
        const QPointF across(-along.y() * headWidth, along.x() * headWidth);
        painter->drawLine(QLineF(from, neck));
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        painter->drawPolygon(QPolygonF({to, neck + across, neck - across}));
    } else {
        painter->drawLine(QLineF(from, to));
    }
}

void MapOverlay::drawTextOf(QCPPainter* painter, const MapLine& line) {
    const QPointF to = pixelOf(line.to);
    const QPointF way = to - pixelOf(line.from);
    const double length = std::hypot(way.x(), way.y());
    drawText(painter, to, length > 0 ? way / length : QPointF(1, 0), line.text);
}

void MapOverlay::drawText(QCPPainter* painter, const QPointF& tip, const QPointF& along,
                          const QString& text) {
    constexpr double gap = 4;
    constexpr int mostMoves = 12;
    const QFontMetricsF metrics(font_);
    const QSizeF size(metrics.horizontalAdvance(text), metrics.height());
    QPointF corner = tip + along * gap;
    corner.rx() -= along.x() < 0 ? size.width() : 0;
    corner.ry() -= size.height() / 2;
    QRectF box(corner, size);
    // On, away from the line, until there is room.
    const auto isTaken = [&] {
        return std::any_of(taken_.begin(), taken_.end(),
                           [&](const QRectF& other) { return other.intersects(box); });
    };
    for (int move = 0; move < mostMoves && isTaken(); ++move)
        box.translate(0, (along.y() < 0 ? -1 : 1) * size.height() / 2);
    taken_.push_back(box);
    QColor background = theme::cardBackground();
    background.setAlpha(205);
    painter->fillRect(box.adjusted(-3, 0, 3, 0), background);
    painter->setPen(theme::text());
    painter->drawText(box, Qt::AlignCenter, text);
}

} // namespace towerlab::ui
