// SPDX-License-Identifier: MIT
#include "ui/embeddings/map_plot.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <limits>

namespace towerlab::ui {
namespace {

constexpr double zoomStep = 1.3;

QFont noteFont() {
    QFont font = QApplication::font();
    font.setPixelSize(theme::pixels(11));
    return font;
}

bool isArrow(int key) {
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

/// On the screen, where up is towards 0.
QPointF directionOf(int key) {
    switch (key) {
    case Qt::Key_Left:
        return {-1, 0};
    case Qt::Key_Right:
        return {1, 0};
    case Qt::Key_Up:
        return {0, -1};
    default:
        return {0, 1};
    }
}

} // namespace

MapPlot::MapPlot(QWidget* parent)
    : ScatterPlot(parent),
      labels_(new MapLabels(this)),
      overlay_(new MapOverlay(this)),
      cursorRing_(new QCPItemTracer(this)),
      focusFrame_(new QCPItemRect(this)) {
    overlay_->setLayer(QStringLiteral("overlay"));
    cursorRing_->setLayer(QStringLiteral("overlay"));
    cursorRing_->setStyle(QCPItemTracer::tsCircle);
    cursorRing_->setVisible(false);
    focusFrame_->setLayer(QStringLiteral("overlay"));
    focusFrame_->setClipToAxisRect(false);
    focusFrame_->topLeft->setType(QCPItemPosition::ptAxisRectRatio);
    focusFrame_->bottomRight->setType(QCPItemPosition::ptAxisRectRatio);
    focusFrame_->topLeft->setCoords(0, 0);
    focusFrame_->bottomRight->setCoords(1, 1);
    focusFrame_->setSelectable(false);
    focusFrame_->setVisible(false);
    MapPlot::restyle();
}

void MapPlot::restyle() {
    ScatterPlot::restyle();
    labels_->restyle();
    overlay_->setFont(noteFont());
    cursorRing_->setPen(QPen(theme::accent(), 2, Qt::DashLine));
    focusFrame_->setPen(QPen(theme::accent(), 1.5));
}

void MapPlot::drawOverlay() { layer(QStringLiteral("overlay"))->replot(); }

void MapPlot::setTool(Tool tool) {
    tool_ = tool;
    setCursor(tool == Tool::Pan ? Qt::ArrowCursor : Qt::CrossCursor);
}

void MapPlot::setLabels(std::vector<MapLabel> labels) {
    labels_->setLabels(std::move(labels));
    replot(rpQueuedReplot);
}

void MapPlot::setMoving(bool moving) {
    moving_ = moving;
    labels_->setVisible(!moving);
    if (moving)
        overlay_->setLines({});
}

void MapPlot::setTicksShown(bool shown) {
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setTickLabels(shown);
        axis->grid()->setVisible(shown);
    }
}

void MapPlot::setLines(std::vector<MapLine> lines) {
    overlay_->setLines(std::move(lines));
    replot(rpQueuedReplot);
}

void MapPlot::setTrails(std::vector<Layout> trails) {
    overlay_->setTrails(std::move(trails));
    replot(rpQueuedReplot);
}

void MapPlot::setCursorPoint(int point) {
    cursorPoint_ = point;
    replot(rpQueuedReplot);
}

void MapPlot::placeLabels() {
    constexpr double roomForAName = 9;
    cursorRing_->setVisible(cursorPoint_ >= 0 && cursorPoint_ < pointCount() && hasFocus());
    if (cursorRing_->visible()) {
        const CloudPoint& at = cloud()->points()[static_cast<std::size_t>(cursorPoint_)];
        cursorRing_->position->setCoords(at.x, at.y);
        cursorRing_->setSize(2 * (double{at.radius} + 6));
    }
    if (moving_ || pointCount() == 0)
        return;
    const QSizeF area = axisRect()->size();
    bool found = false;
    const QCPRange x = cloud()->getKeyRange(found, QCP::sdBoth);
    const QCPRange y = cloud()->getValueRange(found, QCP::sdBoth, {});
    const QSizeF shown(area.width() / xAxis->range().size(), area.height() / yAxis->range().size());
    // With the whole map in view; of equal scales, the smaller.
    QSizeF whole(area.width() / std::max(1e-9, 1.1 * x.size()),
                 area.height() / std::max(1e-9, 1.1 * y.size()));
    const double shape = shown.width() / shown.height();
    if (whole.width() / whole.height() > shape)
        whole.setWidth(whole.height() * shape);
    else
        whole.setHeight(whole.width() / shape);
    QRectF named;
    if (selected() >= 0) {
        const QFontMetricsF metrics(noteFont());
        const QPointF at = placeOf(selected());
        const double width = metrics.horizontalAdvance(nameOf(selected())) + 2 * roomForAName;
        const double height = metrics.height() + roomForAName;
        const double radius =
            double{cloud()->points()[static_cast<std::size_t>(selected())].radius};
        named = QRectF(at.x() - width / 2, at.y() - radius - 6 - height, width, height + radius);
    }
    labels_->arrange(whole, shown.width() / whole.width(), named);
}

void MapPlot::zoomBy(double factor) {
    for (QCPAxis* axis : {xAxis, yAxis})
        axis->scaleRange(1 / factor, axis->range().center());
    replot(rpQueuedReplot);
}

void MapPlot::zoomTo(const std::vector<int>& points) {
    constexpr double around = 1.25;
    constexpr double leastShare = 0.05; // of what is seen now: a single point has no extent
    if (points.empty())
        return;
    QCPRange x;
    QCPRange y;
    bool first = true;
    for (const int point : points) {
        const CloudPoint& at = cloud()->points()[static_cast<std::size_t>(point)];
        if (first) {
            x = QCPRange(at.x, at.x);
            y = QCPRange(at.y, at.y);
        }
        first = false;
        x.expand(at.x);
        y.expand(at.y);
    }
    bool found = false;
    const double wholeX = cloud()->getKeyRange(found, QCP::sdBoth).size();
    const double wholeY = cloud()->getValueRange(found, QCP::sdBoth, {}).size();
    const auto wide = [&](const QCPRange& range, double whole) {
        return std::max({around * range.size(), leastShare * whole, 1e-9});
    };
    xAxis->setRange(x.center(), wide(x, wholeX), Qt::AlignCenter);
    yAxis->setRange(y.center(), wide(y, wholeY), Qt::AlignCenter);
    replot(rpQueuedReplot);
}

void MapPlot::setView(const View& view) {
    xAxis->setRange(view.x);
    yAxis->setRange(view.y);
    replot(rpQueuedReplot);
}

std::vector<int> MapPlot::pointsIn(const QPolygonF& area) const {
    QPainterPath path;
    path.addPolygon(area);
    path.closeSubpath();
    const QRectF bounds = area.boundingRect();
    std::vector<int> inside;
    for (int point = 0; point < pointCount(); ++point) {
        const QPointF at = placeOf(point);
        if (bounds.contains(at) && path.contains(at))
            inside.push_back(point);
    }
    return inside;
}

void MapPlot::mousePressEvent(QMouseEvent* event) {
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->button() == Qt::LeftButton && (tool_ != Tool::Pan || shift)) {
        selecting_ = tool_ == Tool::Lasso ? Tool::Lasso : Tool::Box;
        overlay_->setOutline(QPolygonF({event->position()}));
        setFocus(Qt::MouseFocusReason);
        return;
    }
    ScatterPlot::mousePressEvent(event);
}

void MapPlot::mouseMoveEvent(QMouseEvent* event) {
    if (!selecting_) {
        ScatterPlot::mouseMoveEvent(event);
        if (tool_ != Tool::Pan && event->buttons() == Qt::NoButton)
            setCursor(Qt::CrossCursor);
        return;
    }
    QPolygonF outline = overlay_->outline();
    if (*selecting_ == Tool::Box) {
        const QRectF box = QRectF(outline.first(), event->position());
        outline = QPolygonF({box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()});
    } else {
        outline << event->position();
    }
    overlay_->setOutline(outline);
    drawOverlay();
}

void MapPlot::mouseReleaseEvent(QMouseEvent* event) {
    if (selecting_)
        endSelecting(*event);
    else
        ScatterPlot::mouseReleaseEvent(event);
}

void MapPlot::endSelecting(const QMouseEvent& event) {
    constexpr double leastSide = 4; // pixels; below, it was a click
    const QPolygonF outline = overlay_->outline();
    selecting_.reset();
    overlay_->setOutline({});
    drawOverlay();
    const QRectF bounds = outline.boundingRect();
    const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
    if (std::max(bounds.width(), bounds.height()) > leastSide) {
        Q_EMIT areaSelected(pointsIn(outline), shift);
        return;
    }
    constexpr double reach = 6;
    const int point = cloud()->pointAt(event.position(), reach);
    if (shift && point >= 0)
        Q_EMIT toggled(point);
    else if (!shift)
        Q_EMIT picked(point);
}

bool MapPlot::event(QEvent* event) {
    // Before a shortcut of the window takes the key.
    if (event->type() == QEvent::ShortcutOverride) {
        auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = (key->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
        if (plain && (isArrow(key->key()) || key->key() == Qt::Key_Escape)) {
            event->accept();
            return true;
        }
    }
    return ScatterPlot::event(event);
}

void MapPlot::keyPressEvent(QKeyEvent* event) {
    if ((event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) != 0 ||
        !handleKey(event->key()))
        ScatterPlot::keyPressEvent(event);
}

bool MapPlot::handleKey(int key) {
    if (isArrow(key)) {
        moveCursor(key);
        return true;
    }
    switch (key) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(zoomStep);
        return true;
    case Qt::Key_Minus:
        zoomBy(1 / zoomStep);
        return true;
    case Qt::Key_Home:
        showEverything();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (cursorPoint_ >= 0)
            Q_EMIT picked(cursorPoint_);
        return cursorPoint_ >= 0;
    case Qt::Key_Escape:
        cursorPoint_ = -1;
        Q_EMIT cleared();
        replot(rpQueuedReplot);
        return true;
    default:
        return false;
    }
}

/// From point to point where the keyboard stands on one, or one is selected; else over the map.
void MapPlot::moveCursor(int key) {
    const int from = cursorPoint_ >= 0 ? cursorPoint_ : selected();
    if (from < 0) {
        pan(key);
        return;
    }
    const int to = pointTowards(from, directionOf(key));
    if (to < 0)
        return;
    bringIntoView(to);
    Q_EMIT cursorMoved(to);
}

void MapPlot::bringIntoView(int to) {
    cursorPoint_ = to;
    if (!axisRect()->rect().contains(placeOf(to).toPoint())) {
        const CloudPoint& point = cloud()->points()[static_cast<std::size_t>(to)];
        xAxis->setRange(point.x, xAxis->range().size(), Qt::AlignCenter);
        yAxis->setRange(point.y, yAxis->range().size(), Qt::AlignCenter);
    }
    hover(to);
    replot(rpQueuedReplot);
}

/// The nearest point in a quarter of the directions; one that lies aside counts as further away.
int MapPlot::pointTowards(int from, QPointF direction) const {
    const QPointF start = placeOf(from);
    int best = -1;
    double bestCost = std::numeric_limits<double>::max();
    for (int point = 0; point < pointCount(); ++point) {
        const QPointF way = placeOf(point) - start;
        const double ahead = QPointF::dotProduct(way, direction);
        const double aside = std::abs(way.x() * direction.y() - way.y() * direction.x());
        if (point == from || ahead <= 0 || aside > ahead)
            continue;
        const double cost = ahead + 2 * aside;
        if (cost < bestCost) {
            bestCost = cost;
            best = point;
        }
    }
    return best;
}

void MapPlot::pan(int key) {
    constexpr double share = 0.1;
    const QPointF direction = directionOf(key);
    xAxis->moveRange(share * direction.x() * xAxis->range().size());
    yAxis->moveRange(-share * direction.y() * yAxis->range().size());
    replot(rpQueuedReplot);
}

void MapPlot::showFocus() {
    focusFrame_->setVisible(hasFocus());
    replot(rpQueuedReplot);
}

void MapPlot::focusInEvent(QFocusEvent* event) {
    ScatterPlot::focusInEvent(event);
    showFocus();
}

void MapPlot::focusOutEvent(QFocusEvent* event) {
    ScatterPlot::focusOutEvent(event);
    showFocus();
}

} // namespace towerlab::ui
