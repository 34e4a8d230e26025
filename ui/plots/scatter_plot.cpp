// SPDX-License-Identifier: MIT
#include "ui/plots/scatter_plot.h"

#include <QApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

constexpr double reach = 6;      ///< pixels from a disc's edge that still hit it
constexpr double clickSlack = 4; ///< pixels between press and release that still are a click
constexpr int labelPixels = 11;
constexpr double labelGap = 5;

QFont labelFont() {
    QFont font = QApplication::font();
    font.setPixelSize(theme::pixels(labelPixels));
    return font;
}

} // namespace

ScatterPlot::ScatterPlot(QWidget* parent) : PlotWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setLocale(QLocale());
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    cloud_ = new PointCloud(xAxis, yAxis);
    // Rings move with the mouse: on a buffer of their own the points need no repainting.
    layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmBuffered);
    for (QCPItemTracer** ring : {&hoverRing_, &selectionRing_}) {
        *ring = new QCPItemTracer(this);
        (*ring)->setLayer(QStringLiteral("overlay"));
        (*ring)->setStyle(QCPItemTracer::tsCircle);
        (*ring)->setVisible(false);
    }
    selectionLabel_ = makeLabel(Qt::AlignHCenter | Qt::AlignBottom);
    selectionLabel_.text->setLayer(QStringLiteral("overlay"));
    selectionLabel_.text->setPadding({5, 2, 5, 2});
    axisRect()->setMinimumMargins({8, 10, 12, 6});
    connect(this, &QCustomPlot::beforeReplot, this, [this] { keepEqualScale(); });
    connect(this, &QCustomPlot::afterLayout, this, [this] {
        if (keepEqualScale()) // the ticks were made before
            replot(rpQueuedReplot);
        placeLabels();
        moveRings();
    });
    for (QCPAxis* axis : {xAxis, yAxis})
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
                [this] { zoomed_ = true; });
    ScatterPlot::restyle();
}

ScatterPlot::Label ScatterPlot::makeLabel(Qt::Alignment alignment) {
    Label label{new QCPItemTracer(this), new QCPItemText(this)};
    label.place->setStyle(QCPItemTracer::tsNone);
    label.text->position->setParentAnchor(label.place->position);
    label.text->setPositionAlignment(alignment);
    label.text->setVisible(false);
    restyle(label);
    return label;
}

void ScatterPlot::restyle(const Label& label) const {
    QColor background = theme::cardBackground();
    background.setAlpha(150);
    label.text->setFont(labelFont());
    label.text->setColor(theme::text());
    label.text->setBrush(background);
}

void ScatterPlot::restyle() {
    PlotWidget::restyle();
    if (selectionLabel_.text == nullptr)
        return;
    recolour();
    const QColor text = theme::text();
    hoverRing_->setPen(QPen(text, 1.5));
    selectionRing_->setPen(QPen(text, 2.5));
    for (const Label& label : labels_)
        restyle(label);
    restyle(selectionLabel_);
    QColor background = theme::cardBackground();
    background.setAlpha(235);
    selectionLabel_.text->setBrush(background);
    selectionLabel_.text->setPen(QPen(theme::gridLine()));
    QFont bold = labelFont();
    bold.setPixelSize(theme::pixels(12));
    bold.setWeight(QFont::DemiBold);
    selectionLabel_.text->setFont(bold);
}

void ScatterPlot::recolour() {
    std::vector<QColor> colours;
    colours.reserve(colours_.size());
    for (const theme::Ink& ink : colours_)
        colours.push_back(ink.colour());
    cloud_->setColours(std::move(colours));
}

void ScatterPlot::setPoints(std::vector<CloudPoint> points, std::vector<theme::Ink> colours,
                            bool keepView) {
    colours_ = std::move(colours);
    recolour();
    cloud_->setPoints(std::move(points));
    labelled_.clear();
    hovered_ = -1;
    selected_ = -1;
    if (!keepView || !zoomed_)
        showEverything();
    replot(rpQueuedReplot);
}

void ScatterPlot::setAxisLabels(const QString& x, const QString& y) {
    xAxis->setLabel(x);
    yAxis->setLabel(y);
    replot(rpQueuedReplot);
}

void ScatterPlot::setTexts(std::function<QString(int)> hint, std::function<QString(int)> label) {
    hint_ = std::move(hint);
    label_ = std::move(label);
}

void ScatterPlot::setLabelled(std::vector<int> points) {
    labelled_ = std::move(points);
    replot(rpQueuedReplot);
}

void ScatterPlot::setMarks(const std::vector<bool>& marks) {
    std::vector<Emphasis> emphasis;
    for (const bool mark : marks)
        emphasis.push_back(mark ? Emphasis::Plain : Emphasis::Faint);
    setEmphasis(std::move(emphasis));
}

void ScatterPlot::setEmphasis(std::vector<Emphasis> emphasis) {
    cloud_->setEmphasis(std::move(emphasis));
    replot(rpQueuedReplot);
}

void ScatterPlot::setPlaces(const Layout& places) {
    cloud_->setPlaces(places);
    if (!zoomed_)
        showEverything();
    replot(rpQueuedReplot);
}

void ScatterPlot::setColouring(const std::vector<int>& groups, std::vector<theme::Ink> colours) {
    colours_ = std::move(colours);
    recolour();
    cloud_->setGroups(groups);
    replot(rpQueuedReplot);
}

void ScatterPlot::setRadii(const std::vector<float>& radii) {
    cloud_->setRadii(radii);
    replot(rpQueuedReplot);
}

void ScatterPlot::setEqualScale(bool on) {
    equalScale_ = on;
    showEverything();
}

/// The axis that has room to spare shows more. @return whether that has changed anything
bool ScatterPlot::keepEqualScale() {
    const QSize area = axisRect()->size();
    if (!equalScale_ || area.isEmpty())
        return false;
    const bool zoomed = zoomed_;
    const QCPRange x = xAxis->range();
    const QCPRange y = yAxis->range();
    if (!zoomed)
        fit();
    const double perPixel =
        std::max(xAxis->range().size() / area.width(), yAxis->range().size() / area.height());
    xAxis->setRange(xAxis->range().center(), perPixel * area.width(), Qt::AlignCenter);
    yAxis->setRange(yAxis->range().center(), perPixel * area.height(), Qt::AlignCenter);
    zoomed_ = zoomed;
    const auto differ = [](const QCPRange& a, const QCPRange& b) {
        constexpr double even = 1e-6;
        return std::abs(a.lower - b.lower) + std::abs(a.upper - b.upper) > even * a.size();
    };
    return differ(x, xAxis->range()) || differ(y, yAxis->range());
}

void ScatterPlot::setSelected(int point) {
    selected_ = point;
    replot(rpQueuedReplot);
}

void ScatterPlot::fit() {
    constexpr double margin = 0.05;
    for (QCPAxis* axis : {xAxis, yAxis}) {
        bool found = false;
        QCPRange range = axis == xAxis ? cloud_->getKeyRange(found, QCP::sdBoth)
                                       : cloud_->getValueRange(found, QCP::sdBoth, {});
        if (!found)
            range = {-1, 1};
        const double spare = range.size() > 0 ? margin * range.size() : 1;
        axis->setRange(range.lower - spare, range.upper + spare);
    }
}

void ScatterPlot::showEverything() {
    fit();
    zoomed_ = false;
    replot(rpQueuedReplot);
}

void ScatterPlot::moveRing(QCPItemTracer* ring, int point) {
    ring->setVisible(point >= 0);
    if (point < 0)
        return;
    constexpr double gap = 3;
    const CloudPoint& at = cloud_->points()[static_cast<std::size_t>(point)];
    ring->position->setCoords(at.x, at.y);
    ring->setSize(2 * (double{at.radius} + gap));
}

void ScatterPlot::moveRings() {
    moveRing(hoverRing_, hovered_);
    moveRing(selectionRing_, selected_);
    const bool named = selected_ >= 0 && label_;
    selectionLabel_.text->setVisible(named);
    if (!named)
        return;
    constexpr double gap = 6;
    const CloudPoint& at = cloud_->points()[static_cast<std::size_t>(selected_)];
    selectionLabel_.text->setText(label_(selected_));
    selectionLabel_.place->position->setCoords(at.x, at.y);
    // Within the frame, wherever the point lies.
    const QFontMetricsF metrics(selectionLabel_.text->font());
    const double half = metrics.horizontalAdvance(selectionLabel_.text->text()) / 2 + 2 * gap;
    const QRectF area = axisRect()->rect();
    const double x = cloud_->placeOf(selected_).x();
    const double inside = std::clamp(x, std::min(area.left() + half, area.center().x()),
                                     std::max(area.right() - half, area.center().x()));
    selectionLabel_.text->position->setCoords(inside - x, -(double{at.radius} + gap));
}

void ScatterPlot::placeLabels() {
    const QFontMetricsF metrics(labelFont());
    const QRectF area = axisRect()->rect();
    std::vector<QRectF> taken;
    std::size_t used = 0;
    for (const int point : labelled_) {
        if (!label_ || point == selected_)
            continue;
        const CloudPoint& at = cloud_->points()[static_cast<std::size_t>(point)];
        const QPointF place = cloud_->placeOf(point);
        const QString text = label_(point);
        const double aside = double{at.radius} + 2;
        const QRectF box(place.x() + aside, place.y() - metrics.height() / 2,
                         metrics.horizontalAdvance(text), metrics.height());
        const QRectF spaced = box.adjusted(-labelGap, -labelGap, labelGap, labelGap);
        const bool free = std::none_of(taken.begin(), taken.end(), [&](const QRectF& other) {
            return other.intersects(spaced);
        });
        if (!free || !area.contains(box))
            continue;
        taken.push_back(box);
        if (used == labels_.size())
            labels_.push_back(makeLabel(Qt::AlignLeft | Qt::AlignVCenter));
        const Label& label = labels_[used++];
        label.text->setText(text);
        label.text->position->setCoords(aside, 0);
        label.place->position->setCoords(at.x, at.y);
        label.text->setVisible(true);
    }
    for (std::size_t i = used; i < labels_.size(); ++i)
        labels_[i].text->setVisible(false);
}

void ScatterPlot::hover(int point) {
    if (point == hovered_)
        return;
    hovered_ = point;
    setCursor(point >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    moveRing(hoverRing_, point);
    Q_EMIT hovered(point);
    layer(QStringLiteral("overlay"))->replot();
}

void ScatterPlot::mousePressEvent(QMouseEvent* event) {
    pressedAt_ = event->position();
    PlotWidget::mousePressEvent(event);
}

void ScatterPlot::mouseMoveEvent(QMouseEvent* event) {
    PlotWidget::mouseMoveEvent(event);
    if (event->buttons() != Qt::NoButton)
        return;
    hover(cloud_->pointAt(event->position(), reach));
    showHint(event, hovered_ >= 0 && hint_ ? hint_(hovered_) : QString());
}

void ScatterPlot::mouseReleaseEvent(QMouseEvent* event) {
    PlotWidget::mouseReleaseEvent(event);
    const QPointF moved = event->position() - pressedAt_;
    if (event->button() == Qt::LeftButton && moved.manhattanLength() <= clickSlack)
        Q_EMIT picked(cloud_->pointAt(event->position(), reach));
}

void ScatterPlot::mouseDoubleClickEvent(QMouseEvent* event) {
    PlotWidget::mouseDoubleClickEvent(event);
    showEverything();
}

void ScatterPlot::leaveEvent(QEvent* event) {
    PlotWidget::leaveEvent(event);
    hover(-1);
}

} // namespace towerlab::ui
