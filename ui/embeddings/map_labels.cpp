// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_labels.h"

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>

namespace towerlab::ui {
namespace {

constexpr double gap = 4; ///< around a label
constexpr double longest = 210;

} // namespace

MapLabels::MapLabels(QCustomPlot* plot) : QCPAbstractItem(plot) {
    setClipToAxisRect(true);
    setSelectable(false);
}

QFont MapLabels::fontOf(MapLabel::Kind kind) const {
    QFont font = QApplication::font();
    switch (kind) {
    case MapLabel::Kind::Region:
        font.setPixelSize(theme::pixels(14));
        font.setWeight(QFont::Bold);
        break;
    case MapLabel::Kind::Part:
        font.setPixelSize(theme::pixels(12));
        font.setWeight(QFont::DemiBold);
        break;
    case MapLabel::Kind::Point:
        font.setPixelSize(theme::pixels(11));
        break;
    }
    return font;
}

void MapLabels::setLabels(std::vector<MapLabel> labels) {
    labels_ = std::move(labels);
    shown_.clear();
    restyle();
}

void MapLabels::restyle() {
    arrangedFor_ = {};
    sizes_.clear();
}

/// Long texts are shortened.
void MapLabels::measure() {
    const double widest = theme::pixels(static_cast<int>(longest));
    const std::array metrics = {QFontMetricsF(fontOf(MapLabel::Kind::Region)),
                                QFontMetricsF(fontOf(MapLabel::Kind::Part)),
                                QFontMetricsF(fontOf(MapLabel::Kind::Point))};
    sizes_.reserve(labels_.size());
    for (MapLabel& label : labels_) {
        const QFontMetricsF& own = metrics[static_cast<std::size_t>(label.kind)];
        double width = own.horizontalAdvance(label.text);
        if (width > widest) {
            label.text = own.elidedText(label.text, Qt::ElideRight, widest);
            width = own.horizontalAdvance(label.text);
        }
        sizes_.emplace_back(width, own.height());
    }
}

QRectF MapLabels::boxOf(std::size_t number) const {
    const MapLabel& label = labels_[number];
    const QSizeF& size = sizes_[number];
    if (label.kind == MapLabel::Kind::Point)
        return {QPointF(label.radius + 2, -size.height() / 2), size};
    return {QPointF(-size.width() / 2, -size.height() / 2), size};
}

void MapLabels::arrange(QSizeF pixelsPerUnit, double zoom, const QRectF& avoid) {
    constexpr double sameSize = 0.02; // within so much the ranges may stay as they are
    if (sizes_.size() != labels_.size())
        measure();
    const auto differs = [](double a, double b) { return std::abs(a - b) > sameSize * a; };
    if (arrangedFor_.isEmpty() || differs(pixelsPerUnit.width(), arrangedFor_.width()) ||
        differs(pixelsPerUnit.height(), arrangedFor_.height())) {
        arrangedFor_ = pixelsPerUnit;
        std::vector<LabelBox> boxes;
        boxes.reserve(labels_.size());
        for (std::size_t i = 0; i < labels_.size(); ++i)
            boxes.push_back({{double{labels_[i].place.x} * pixelsPerUnit.width(),
                              -double{labels_[i].place.y} * pixelsPerUnit.height()},
                             boxOf(i).adjusted(-gap, -gap, gap, gap)});
        from_ = labelRanges(boxes);
    }
    shown_.clear();
    const QRectF area = parentPlot()->axisRect()->rect();
    for (std::size_t i = 0; i < labels_.size(); ++i) {
        if (from_[i] > zoom * (1 + sameSize))
            continue;
        const QRectF box = boxOf(i).translated(pixelOf(labels_[i].place));
        if (area.contains(box) && !avoid.intersects(box))
            shown_.push_back(i);
    }
}

QPointF MapLabels::pixelOf(const PlanePoint& place) const {
    return {parentPlot()->xAxis->coordToPixel(double{place.x}),
            parentPlot()->yAxis->coordToPixel(double{place.y})};
}

void MapLabels::draw(QCPPainter* painter) {
    constexpr double rim = 3;
    painter->setAntialiasing(true);
    QColor around = theme::cardBackground();
    around.setAlpha(225);
    for (const std::size_t i : shown_) {
        const MapLabel& label = labels_[i];
        const QFont font = fontOf(label.kind);
        const QFontMetricsF metrics(font);
        const QRectF box = boxOf(i).translated(pixelOf(label.place));
        QPainterPath text;
        text.addText(box.left(), box.top() + metrics.ascent(), font, label.text);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(around, rim, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPath(text);
        painter->fillPath(text, theme::text());
    }
}

} // namespace towerlab::ui
