// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_labels.h"

#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainterPath>

#include <algorithm>
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
    for (MapLabel& label : labels_)
        label.text = QFontMetricsF(fontOf(label.kind))
                         .elidedText(label.text, Qt::ElideRight, theme::pixels(int(longest)));
    shown_.clear();
    restyle();
}

void MapLabels::restyle() { arrangedFor_ = {}; }

QRectF MapLabels::boxOf(const MapLabel& label) const {
    const QFontMetricsF metrics(fontOf(label.kind));
    const QSizeF size(metrics.horizontalAdvance(label.text), metrics.height());
    if (label.kind == MapLabel::Kind::Point)
        return {QPointF(label.radius + 2, -size.height() / 2), size};
    return {QPointF(-size.width() / 2, -size.height() / 2), size};
}

void MapLabels::arrange(QSizeF pixelsPerUnit, double zoom, const QRectF& avoid) {
    constexpr double sameSize = 0.02; // within so much the ranges may stay as they are
    const auto differs = [](double a, double b) { return std::abs(a - b) > sameSize * a; };
    if (arrangedFor_.isEmpty() || differs(pixelsPerUnit.width(), arrangedFor_.width()) ||
        differs(pixelsPerUnit.height(), arrangedFor_.height())) {
        arrangedFor_ = pixelsPerUnit;
        std::vector<LabelBox> boxes;
        boxes.reserve(labels_.size());
        for (const MapLabel& label : labels_)
            boxes.push_back({{double{label.place.x} * pixelsPerUnit.width(),
                              -double{label.place.y} * pixelsPerUnit.height()},
                             boxOf(label).adjusted(-gap, -gap, gap, gap)});
        from_ = labelRanges(boxes);
    }
    shown_.clear();
    const QRectF area = parentPlot()->axisRect()->rect();
    for (std::size_t i = 0; i < labels_.size(); ++i) {
        if (from_[i] > zoom * (1 + sameSize))
            continue;
        const QRectF box = boxOf(labels_[i]).translated(pixelOf(labels_[i].place));
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
        const QRectF box = boxOf(label).translated(pixelOf(label.place));
        QPainterPath text;
        text.addText(box.left(), box.top() + metrics.ascent(), font, label.text);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(around, rim, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPath(text);
        painter->fillPath(text, theme::text());
    }
}

} // namespace towerlab::ui
