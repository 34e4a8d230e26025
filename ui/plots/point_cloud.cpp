// SPDX-License-Identifier: MIT
#include "ui/plots/point_cloud.h"

#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace towerlab::ui {
namespace {

constexpr double sizesPerPixel = 2; ///< radii are rounded to half a pixel
constexpr double rim = 1;           ///< of the card's colour, parts overlapping discs

QColor fillOf(QColor colour, bool faint) {
    colour.setAlpha(faint ? 26 : 215);
    return colour;
}

template <typename Coordinate>
QCPRange rangeOf(const std::vector<CloudPoint>& points, Coordinate of, bool& found) {
    QCPRange range;
    found = !points.empty();
    if (!found)
        return range;
    range.lower = std::numeric_limits<double>::max();
    range.upper = std::numeric_limits<double>::lowest();
    for (const CloudPoint& point : points) {
        range.lower = std::min(range.lower, of(point));
        range.upper = std::max(range.upper, of(point));
    }
    return range;
}

} // namespace

PointCloud::PointCloud(QCPAxis* keyAxis, QCPAxis* valueAxis)
    : QCPAbstractPlottable(keyAxis, valueAxis) {}

void PointCloud::setPoints(std::vector<CloudPoint> points) {
    points_ = std::move(points);
    marks_.clear();
}

void PointCloud::setColours(std::vector<QColor> colours) {
    colours_ = std::move(colours);
    discs_.clear();
}

void PointCloud::setMarks(std::vector<bool> marks) { marks_ = std::move(marks); }

QPointF PointCloud::placeOf(int point) const {
    const CloudPoint& at = points_[static_cast<std::size_t>(point)];
    return coordsToPixels(at.x, at.y);
}

int PointCloud::pointAt(const QPointF& place, double reach) const {
    int best = -1;
    double bestDistance = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < points_.size(); ++i) {
        if (faint(i))
            continue;
        const QPointF away = coordsToPixels(points_[i].x, points_[i].y) - place;
        const double distance = std::hypot(away.x(), away.y()) - double{points_[i].radius};
        // On ties the later point wins: it is drawn on top.
        if (distance <= reach && distance <= bestDistance) {
            bestDistance = distance;
            best = static_cast<int>(i);
        }
    }
    return best;
}

QCPRange PointCloud::getKeyRange(bool& found, QCP::SignDomain) const {
    return rangeOf(
        points_, [](const CloudPoint& p) { return p.x; }, found);
}

QCPRange PointCloud::getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const {
    return rangeOf(
        points_, [](const CloudPoint& p) { return p.y; }, found);
}

const QPixmap& PointCloud::disc(int group, int size, bool faint, double ratio) {
    const auto key = std::make_tuple(group, size, faint, static_cast<int>(ratio * 100));
    const auto cached = discs_.find(key);
    if (cached != discs_.end())
        return cached->second;
    const double radius = size / sizesPerPixel;
    const double side = 2 * (radius + rim + 1);
    QPixmap pixmap(static_cast<int>(std::ceil(side * ratio)),
                   static_cast<int>(std::ceil(side * ratio)));
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(faint ? QPen(Qt::NoPen) : QPen(theme::cardBackground(), rim));
    painter.setBrush(fillOf(colours_[static_cast<std::size_t>(group)], faint));
    painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius);
    return discs_.emplace(key, pixmap).first->second;
}

void PointCloud::drawPoint(QCPPainter* painter, std::size_t point, const QRectF& visible) {
    const CloudPoint& at = points_[point];
    const QPointF place = coordsToPixels(at.x, at.y);
    if (!visible.contains(place))
        return;
    const bool pale = faint(point);
    if (painter->modes().testFlag(QCPPainter::pmVectorized)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(fillOf(colours_[static_cast<std::size_t>(at.group)], pale));
        painter->drawEllipse(place, double{at.radius}, double{at.radius});
        return;
    }
    const int size = std::max(1, static_cast<int>(std::lround(double{at.radius} * sizesPerPixel)));
    const QPixmap& pixmap = disc(at.group, size, pale, painter->device()->devicePixelRatioF());
    const QSizeF extent = pixmap.deviceIndependentSize();
    painter->drawPixmap(place - QPointF(extent.width() / 2, extent.height() / 2), pixmap);
}

void PointCloud::draw(QCPPainter* painter) {
    constexpr double margin = 12;
    const QRectF visible =
        QRectF(keyAxis()->axisRect()->rect()).adjusted(-margin, -margin, margin, margin);
    if (!marks_.empty())
        for (std::size_t i = 0; i < points_.size(); ++i)
            if (faint(i))
                drawPoint(painter, i, visible);
    for (std::size_t i = 0; i < points_.size(); ++i)
        if (!faint(i))
            drawPoint(painter, i, visible);
}

} // namespace towerlab::ui
