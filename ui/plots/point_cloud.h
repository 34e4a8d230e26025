// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/plane_index.h"
#include "ui/plots/qcustomplot.h"

#include <QColor>
#include <QImage>

#include <cstdint>
#include <optional>
#include <vector>

namespace towerlab::ui {

/// One point of a scatter plot.
struct CloudPoint {
    double x = 0;
    double y = 0;
    int group = 0;       ///< index into the cloud's colours
    float radius = 3.5F; ///< in pixels
};

/// How a point stands out, or back.
enum class Emphasis : std::uint8_t { Plain, Faint, Raised };

/// Many discs in given colours, drawn in the order given. QCustomPlot's own scatter styles draw a
/// path for each disc (ten times slower) or a pixmap that is off by half its size on a high-DPI
/// screen; this lays cached pictures of discs over each other by itself (200,000 in some hundredths
/// of a second, where a QPainter takes ten times as long), and draws real discs when exported as
/// vectors.
class PointCloud : public QCPAbstractPlottable {
    Q_OBJECT
public:
    PointCloud(QCPAxis* keyAxis, QCPAxis* valueAxis);

    void setPoints(std::vector<CloudPoint> points);
    const std::vector<CloudPoint>& points() const { return points_; }
    /// The same points elsewhere.
    void setPlaces(const Layout& places);
    /// The same points with other groups.
    void setGroups(const std::vector<int>& groups);
    void setRadii(const std::vector<float>& radii);
    void setColours(std::vector<QColor> colours);
    /// Faint points are drawn behind the others and cannot be picked; raised ones lie on top,
    /// larger and with a rim. Empty: all alike.
    void setEmphasis(std::vector<Emphasis> emphasis);

    /// Index of the point nearest to a place of the widget, at most `reach` pixels away; or -1.
    int pointAt(const QPointF& place, double reach) const;
    QPointF placeOf(int point) const;

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
    QCPRange getKeyRange(bool& found, QCP::SignDomain domain) const override;
    QCPRange getValueRange(bool& found, QCP::SignDomain domain,
                           const QCPRange& inKeyRange) const override;

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter*, const QRectF&) const override {}

private:
    Emphasis emphasisOf(std::size_t point) const {
        return emphasis_.empty() ? Emphasis::Plain : emphasis_[point];
    }
    /// Calls draw(point, place, emphasis) for each that may be seen, the raised ones last.
    template <typename Draw>
    void eachVisible(const Draw& draw) const;
    QRectF visibleArea() const;
    void drawAsVectors(QCPPainter* painter) const;
    void drawAsPicture(QCPPainter* painter);
    QImage makeDisc(int group, int size, Emphasis emphasis, double ratio) const;
    const QImage& disc(int group, int size, Emphasis emphasis, double ratio);
    const PlaneIndex& index() const;

    std::vector<CloudPoint> points_;
    std::vector<QColor> colours_;
    std::vector<Emphasis> emphasis_;
    mutable std::optional<PlaneIndex> index_; ///< where the points are; made when asked for
    std::vector<QImage> discs_;               ///< by group, size and emphasis; null until asked for
    double discRatio_ = 1;                    ///< device pixels to a pixel that they are made for
};

} // namespace towerlab::ui
