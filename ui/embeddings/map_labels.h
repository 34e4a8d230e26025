// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/plane_point.h"
#include "ui/embeddings/label_ranges.h"
#include "ui/plots/qcustomplot.h"

#include <QString>

#include <vector>

namespace towerlab::ui {

/// A name on the map, of a region or of a point.
struct MapLabel {
    enum class Kind { Region, Part, Point };
    QString text;
    PlanePoint place;
    Kind kind = Kind::Point;
    double radius = 0; ///< of its point's disc, in pixels
    int point = -1;
};

/// The names on a map, each from the zoom on at which there is room for it. Drawn with a rim in the
/// card's colour, over the points.
class MapLabels : public QCPAbstractItem {
    Q_OBJECT
public:
    explicit MapLabels(QCustomPlot* plot);

    /// The most important first.
    void setLabels(std::vector<MapLabel> labels);
    const std::vector<MapLabel>& labels() const { return labels_; }
    /// Labels to be seen with the whole map at so many pixels a unit, at so many times as many. To
    /// be called before drawing.
    /// @param avoid      a box in pixels that must stay free, as of a name that is shown anyway
    void arrange(QSizeF pixelsPerUnit, double zoom, const QRectF& avoid);
    /// Indices of those that are drawn.
    const std::vector<std::size_t>& shown() const { return shown_; }
    void restyle();

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }

protected:
    void draw(QCPPainter* painter) override;

private:
    void measure();
    QFont fontOf(MapLabel::Kind kind) const;
    QRectF boxOf(std::size_t label) const; ///< around its place
    QPointF pixelOf(const PlanePoint& place) const;

    std::vector<MapLabel> labels_;
    std::vector<QSizeF> sizes_; ///< of their texts; empty: to be measured
    std::vector<double> from_;  ///< the zoom
    QSizeF arrangedFor_;
    std::vector<std::size_t> shown_;
};

} // namespace towerlab::ui
