// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/plane_point.h"
#include "ui/plots/qcustomplot.h"
#include "ui/widgets/theme.h"

#include <QPolygonF>
#include <QString>

#include <vector>

namespace towerlab::ui {

/// A line on the map, from one place of it to another.
struct MapLine {
    PlanePoint from;
    PlanePoint to;
    theme::Ink ink;
    double width = 1.5;
    bool arrow = false;
    bool dashed = false;
    QString text = {}; ///< at its end
};

/// What lies over the points of a map and moves with them: lines, arrows, trails, and the outline
/// of what is being selected, which is in pixels.
class MapOverlay : public QCPAbstractItem {
    Q_OBJECT
public:
    explicit MapOverlay(QCustomPlot* plot);

    void setLines(std::vector<MapLine> lines) { lines_ = std::move(lines); }
    /// Each a way through places of the map; the end is where the point is now.
    void setTrails(std::vector<Layout> trails) { trails_ = std::move(trails); }
    void setOutline(QPolygonF outline) { outline_ = std::move(outline); }
    const QPolygonF& outline() const { return outline_; }
    const std::vector<MapLine>& lines() const { return lines_; }
    const std::vector<Layout>& trails() const { return trails_; }
    void setFont(const QFont& font) { font_ = font; }

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

protected:
    void draw(QCPPainter* painter) override;

private:
    QPointF pixelOf(const PlanePoint& place) const;
    void drawLine(QCPPainter* painter, const MapLine& line) const;
    void drawTextOf(QCPPainter* painter, const MapLine& line);
    void drawText(QCPPainter* painter, const QPointF& tip, const QPointF& along,
                  const QString& text);
    void drawTrail(QCPPainter* painter, const Layout& trail) const;

    std::vector<MapLine> lines_;
    std::vector<Layout> trails_;
    QPolygonF outline_;
    QFont font_;
    std::vector<QRectF> taken_; ///< by texts, while they are drawn
};

} // namespace towerlab::ui
