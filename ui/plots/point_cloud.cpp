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
constexpr int mostSizes = 64;
constexpr double rim = 1; ///< of the card's colour, parts overlapping discs

constexpr double raisedBy = 2;
constexpr int emphases = 3;

QColor fillOf(QColor colour, Emphasis emphasis) {
    constexpr int alpha[] = {215, 26, 255};
    colour.setAlpha(alpha[static_cast<int>(emphasis)]);
    return colour;
}

double radiusOf(const CloudPoint& point, Emphasis emphasis) {
    return double{point.radius} + (emphasis == Emphasis::Raised ? raisedBy : 0);
}

/// From coordinates to pixels, as a linear axis does it with more ado.
class Linear {
public:
    explicit Linear(const QCPAxis& axis)
        : start_(axis.range().lower),
          pixel_(axis.coordToPixel(start_)),
          perUnit_((axis.coordToPixel(axis.range().upper) - pixel_) / axis.range().size()) {}
    double pixel(double at) const { return pixel_ + (at - start_) * perUnit_; }

private:
    double start_;
    double pixel_;
    double perUnit_;
};

/// One pixel over another, both premultiplied.
QRgb over(QRgb upper, QRgb lower) {
    constexpr QRgb even = 0x00ff00ff;
    constexpr QRgb half = 0x00800080;
    const QRgb shine = 255U - static_cast<QRgb>(qAlpha(upper));
    QRgb blue = (lower & even) * shine;
    blue = ((blue + ((blue >> 8U) & even) + half) >> 8U) & even;
    QRgb green = ((lower >> 8U) & even) * shine;
    green = (green + ((green >> 8U) & even) + half) & ~even;
    return upper + (blue | green);
}

void layOver(QImage& picture, const QImage& stamp, const QPoint& corner) {
    const int left = std::max(0, -corner.x());
    const int right = std::min(stamp.width(), picture.width() - corner.x());
    const int top = std::max(0, -corner.y());
    const int bottom = std::min(stamp.height(), picture.height() - corner.y());
    for (int y = top; y < bottom; ++y) {
        const auto* from = reinterpret_cast<const QRgb*>(stamp.constScanLine(y));
        auto* to = reinterpret_cast<QRgb*>(picture.scanLine(corner.y() + y)) + corner.x();
        for (int x = left; x < right; ++x)
            to[x] = over(from[x], to[x]);
    }
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
    emphasis_.clear();
    index_.reset();
}

void PointCloud::setPlaces(const Layout& places) {
    for (std::size_t i = 0; i < points_.size(); ++i) {
        points_[i].x = double{places[i].x};
        points_[i].y = double{places[i].y};
    }
    index_.reset();
}

void PointCloud::setGroups(const std::vector<int>& groups) {
    for (std::size_t i = 0; i < points_.size(); ++i)
        points_[i].group = groups[i];
}

void PointCloud::setRadii(const std::vector<float>& radii) {
    for (std::size_t i = 0; i < points_.size(); ++i)
        points_[i].radius = radii[i];
}

void PointCloud::setColours(std::vector<QColor> colours) {
    colours_ = std::move(colours);
    discs_.clear();
}

void PointCloud::setEmphasis(std::vector<Emphasis> emphasis) { emphasis_ = std::move(emphasis); }

QPointF PointCloud::placeOf(int point) const {
    const CloudPoint& at = points_[static_cast<std::size_t>(point)];
    return coordsToPixels(at.x, at.y);
}

const PlaneIndex& PointCloud::index() const {
    if (!index_) {
        Layout places;
        places.reserve(points_.size());
        for (const CloudPoint& point : points_)
            places.push_back({static_cast<float>(point.x), static_cast<float>(point.y)});
        index_.emplace(places);
    }
    return *index_;
}

int PointCloud::pointAt(const QPointF& place, double reach) const {
    float largest = 0;
    for (const CloudPoint& point : points_)
        largest = std::max(largest, point.radius);
    const double around = reach + double{largest};
    int best = -1;
    double bestDistance = std::numeric_limits<double>::max();
    const Linear across(*keyAxis());
    const Linear up(*valueAxis());
    const auto look = [&](std::uint32_t i) {
        if (emphasisOf(i) == Emphasis::Faint)
            return;
        const double dx = across.pixel(points_[i].x) - place.x();
        const double dy = up.pixel(points_[i].y) - place.y();
        const double distance = std::hypot(dx, dy) - double{points_[i].radius};
        // On ties the later point wins: it is drawn on top.
        const bool nearer =
            distance < bestDistance || (distance == bestDistance && static_cast<int>(i) > best);
        if (distance <= reach && nearer) {
            bestDistance = distance;
            best = static_cast<int>(i);
        }
    };
    const auto coordinate = [&](const QCPAxis* axis, double pixel) {
        return static_cast<float>(axis->pixelToCoord(pixel));
    };
    index().visitIn(coordinate(keyAxis(), place.x() - around),
                    coordinate(keyAxis(), place.x() + around),
                    coordinate(valueAxis(), place.y() + around),
                    coordinate(valueAxis(), place.y() - around), look);
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

QImage PointCloud::makeDisc(int group, int size, Emphasis emphasis, double ratio) const {
    const double radius = size / sizesPerPixel;
    const double side = 2 * radius + rim + 1; // and a pixel for smooth edges
    const int pixels = static_cast<int>(std::ceil(side * ratio));
    QImage picture(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    if (emphasis == Emphasis::Faint)
        painter.setPen(Qt::NoPen);
    else
        painter.setPen(
            QPen(emphasis == Emphasis::Raised ? theme::text() : theme::cardBackground(), rim));
    painter.setBrush(fillOf(colours_[static_cast<std::size_t>(group)], emphasis));
    painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius);
    return picture;
}

const QImage& PointCloud::disc(int group, int size, Emphasis emphasis, double ratio) {
    if (ratio != discRatio_)
        discs_.clear();
    discRatio_ = ratio;
    const auto place = static_cast<std::size_t>((group * mostSizes + size) * emphases +
                                                static_cast<int>(emphasis));
    if (place >= discs_.size())
        discs_.resize(place + 1);
    QImage& kept = discs_[place];
    if (kept.isNull())
        kept = makeDisc(group, size, emphasis, ratio);
    return kept;
}

template <typename Draw>
void PointCloud::eachVisible(const Draw& draw) const {
    const QRectF visible = visibleArea();
    const Linear across(*keyAxis());
    const Linear up(*valueAxis());
    for (const Emphasis now : {Emphasis::Faint, Emphasis::Plain, Emphasis::Raised}) {
        if (now != Emphasis::Plain && emphasis_.empty())
            continue;
        for (std::size_t i = 0; i < points_.size(); ++i) {
            if (emphasisOf(i) != now)
                continue;
            const QPointF place(across.pixel(points_[i].x), up.pixel(points_[i].y));
            if (visible.contains(place))
                draw(points_[i], place, now);
        }
    }
}

QRectF PointCloud::visibleArea() const {
    constexpr double margin = 12;
    return QRectF(keyAxis()->axisRect()->rect()).adjusted(-margin, -margin, margin, margin);
}

void PointCloud::drawAsVectors(QCPPainter* painter) const {
    eachVisible([&](const CloudPoint& point, const QPointF& place, Emphasis emphasis) {
        const double radius = radiusOf(point, emphasis);
        painter->setPen(emphasis == Emphasis::Raised ? QPen(theme::text(), rim) : QPen(Qt::NoPen));
        painter->setBrush(fillOf(colours_[static_cast<std::size_t>(point.group)], emphasis));
        painter->drawEllipse(place, radius, radius);
    });
}

void PointCloud::drawAsPicture(QCPPainter* painter) {
    const double ratio = painter->device()->devicePixelRatioF();
    const QRect area = visibleArea().toAlignedRect();
    QImage picture(area.size() * ratio, QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    eachVisible([&](const CloudPoint& point, const QPointF& place, Emphasis emphasis) {
        const int size = std::clamp(
            static_cast<int>(radiusOf(point, emphasis) * sizesPerPixel + 0.5), 1, mostSizes - 1);
        const QImage& stamp = disc(point.group, size, emphasis, ratio);
        const QPointF corner =
            (place - area.topLeft()) * ratio - QPointF(stamp.width() / 2.0, stamp.height() / 2.0);
        layOver(picture, stamp, corner.toPoint());
    });
    painter->drawImage(area.topLeft(), picture);
}

void PointCloud::draw(QCPPainter* painter) {
    if (painter->modes().testFlag(QCPPainter::pmVectorized))
        drawAsVectors(painter);
    else
        drawAsPicture(painter);
}

} // namespace towerlab::ui
