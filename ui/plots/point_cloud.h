// SPDX-License-Identifier: MIT
#pragma once

#include "ui/plots/qcustomplot.h"

#include <QColor>
#include <QImage>

#include <vector>

namespace towerlab::ui {

/// One point of a scatter plot.
struct CloudPoint {
    double x = 0;
    double y = 0;
    int group = 0;       ///< index into the cloud's colours
    float radius = 3.5F; ///< in pixels
};

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
    void setColours(std::vector<QColor> colours);
    /// Points whose mark is false are drawn faint and behind the others; empty: all alike.
    void setMarks(std::vector<bool> marks);
    const std::vector<bool>& marks() const { return marks_; }

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
    bool faint(std::size_t point) const { return !marks_.empty() && !marks_[point]; }
    /// Calls draw(point, place) for each that may be seen, the faint ones first.
    template <typename Draw>
    void eachVisible(const Draw& draw) const;
    QRectF visibleArea() const;
    void drawAsVectors(QCPPainter* painter) const;
    void drawAsPicture(QCPPainter* painter);
    QImage makeDisc(int group, int size, bool faint, double ratio) const;
    const QImage& disc(int group, int size, bool faint, double ratio);

    std::vector<CloudPoint> points_;
    std::vector<QColor> colours_;
    std::vector<bool> marks_;
    std::vector<QImage> discs_; ///< by group, size and whether it is faint; null until asked for
    double discRatio_ = 1;      ///< device pixels to a pixel that they are made for
};

} // namespace towerlab::ui
