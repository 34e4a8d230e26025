// SPDX-License-Identifier: MIT
#include "ui/compare/results/trade_off_plot.h"

#include "ui/compare/results/family_legend.h"
#include "ui/compare/results/label_places.h"
#include "ui/compare/shared/text.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFontMetricsF>

#include <algorithm>

namespace towerlab::ui {
namespace {

constexpr double markSize = 9;
constexpr double reach = 9; ///< pixels from a point's middle that still hit it
constexpr int labelPixels = 11;
constexpr double leastTime = 1e-4;
constexpr double wideSpan = 500; ///< of a logarithmic axis that needs fewer ticks

QFont labelFont(bool strong) {
    QFont font = QApplication::font();
    font.setPixelSize(theme::pixels(labelPixels));
    if (strong)
        font.setWeight(QFont::Bold);
    return font;
}

/// Numbers, or shares as per cent.
class ShareTicker : public QCPAxisTicker {
public:
    explicit ShareTicker(bool percent) : percent_(percent) { setTickCount(5); }

protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override {
        return percent_ ? locale.toString(100 * tick, 'g', 4) + u'%'
                        : locale.toString(tick, 'g', 4);
    }
    int getSubTickCount(double) override { return 0; }

private:
    bool percent_;
};

bool isLogarithmic(std::size_t metric) {
    return compareMetrics()[metric].group == MetricGroup::Time;
}

} // namespace

TradeOffPlot::TradeOffPlot(QWidget* parent) : PlotWidget(parent) {
    setMouseTracking(true);
    setLocale(QLocale());
    for (QCPGraph*& graph : families_) {
        graph = addGraph();
        graph->setLineStyle(QCPGraph::lsNone);
    }
    ring_ = new QCPItemTracer(this);
    ring_->setStyle(QCPItemTracer::tsCircle);
    ring_->setSize(markSize + 7);
    ring_->setVisible(false);
    axisRect()->setMinimumMargins({8, 8, 12, 4});
    connect(this, &QCustomPlot::afterLayout, this, &TradeOffPlot::placeLabels);
    TradeOffPlot::restyle();
}

void TradeOffPlot::restyle() {
    PlotWidget::restyle();
    if (ring_ == nullptr)
        return;
    for (std::size_t i = 0; i < families_.size(); ++i)
        families_[i]->setScatterStyle(familyMark(static_cast<MethodFamily>(i), markSize));
    ring_->setPen(QPen(theme::text(), 1.5));
}

void TradeOffPlot::show(std::shared_ptr<const Comparison> comparison, std::size_t xMetric,
                        std::size_t yMetric) {
    comparison_ = std::move(comparison);
    xMetric_ = xMetric;
    yMetric_ = yMetric;
    points_.clear();
    for (std::size_t i = 0; comparison_ && i < comparison_->methods.size(); ++i) {
        const auto& x = valueOf(comparison_->methods[i], xMetric);
        const auto& y = valueOf(comparison_->methods[i], yMetric);
        if (x && y)
            points_.push_back(
                {i, isLogarithmic(xMetric) ? std::max(x->mean, leastTime) : x->mean, y->mean});
    }
    setScale(xAxis, xMetric, true);
    setScale(yAxis, yMetric, false);
    drawPoints();
    setChosen(chosen_);
}

void TradeOffPlot::setScale(QCPAxis* axis, std::size_t metric, bool alongX) {
    double least = 0;
    double most = 0;
    for (const Point& point : points_) {
        const double value = alongX ? point.x : point.y;
        least = &point == &points_.front() ? value : std::min(least, value);
        most = std::max(most, value);
    }
    const CompareMetric& info = compareMetrics()[metric];
    QString label = comparison_ ? metricTitle(info, comparison_->settings) : QString();
    if (isLogarithmic(metric) && alongX) {
        axis->setScaleType(QCPAxis::stLogarithmic);
        const auto ticker = QSharedPointer<QCPAxisTickerLog>::create();
        ticker->setLogBase(most > wideSpan * std::max(least, leastTime) ? 100 : 10);
        ticker->setSubTickCount(0);
        axis->setTicker(ticker);
        axis->setNumberFormat(QStringLiteral("gb"));
        axis->setNumberPrecision(3);
        axis->setRange(std::max(least, leastTime) / 2, std::max(most, 2 * leastTime) * 4);
        label = tr("%1, %2 (log scale)").arg(label, metricsText(info.unit));
    } else {
        axis->setScaleType(QCPAxis::stLinear);
        axis->setTicker(QSharedPointer<ShareTicker>::create(info.percent));
        // From 0 where that does not waste the half of the room.
        const double from = least > most / 2 ? least - 0.25 * (most - least) : -0.04 * most;
        const double span = most - from;
        if (most > least)
            axis->setRange(from, most + (alongX ? 0.16 : 0.1) * span);
        else // all alike: nothing to spread out
            axis->setRange(0, most > 0 ? 1.1 * most : 1);
    }
    axis->setLabel(points_.empty() ? QString() : label);
    axis->setLabelPadding(2);
}

void TradeOffPlot::drawPoints() {
    for (std::size_t i = 0; i < families_.size(); ++i) {
        QVector<double> xs;
        QVector<double> ys;
        for (const Point& point : points_)
            if (static_cast<std::size_t>(familyOf(comparison_->methods[point.method].entry)) == i) {
                xs.append(point.x);
                ys.append(point.y);
            }
        families_[i]->setData(xs, ys);
    }
}

void TradeOffPlot::setChosen(std::optional<std::size_t> method) {
    chosen_ = method;
    ring_->setVisible(false);
    for (const Point& point : points_)
        if (point.method == method) {
            ring_->position->setCoords(point.x, point.y);
            ring_->setVisible(true);
        }
    replot(rpQueuedReplot);
}

QPointF TradeOffPlot::placeOf(int point) const {
    const Point& at = points_[static_cast<std::size_t>(point)];
    return {xAxis->coordToPixel(at.x), yAxis->coordToPixel(at.y)};
}

void TradeOffPlot::styleLabel(const Label& label, bool strong) const {
    label.text->setFont(labelFont(strong));
    label.text->setColor(theme::text());
    label.line->setPen(QPen(theme::mutedText(), 0.75));
}

void TradeOffPlot::placeLabels() {
    std::vector<QPointF> places;
    std::vector<int> order; // the chosen one, then the most accurate ones, get the best places
    for (int i = 0; i < pointCount(); ++i) {
        places.push_back(placeOf(i));
        order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        const bool aChosen = chosen_ == methodAt(a);
        const bool bChosen = chosen_ == methodAt(b);
        return aChosen != bChosen ? aChosen
                                  : places[static_cast<std::size_t>(a)].y() <
                                        places[static_cast<std::size_t>(b)].y();
    });
    LabelPlaces free(QRectF(axisRect()->rect()).adjusted(0, 0, 8, 0), places, markSize / 2 + 2);
    std::size_t used = 0;
    for (const int point : order) {
        const std::size_t method = methodAt(point);
        const bool strong = chosen_ == method;
        const QString name = shortEntryText(comparison_->methods[method].entry);
        const QFontMetricsF metrics(labelFont(strong));
        const QPointF place = places[static_cast<std::size_t>(point)];
        const auto found =
            free.place(place, {metrics.horizontalAdvance(name) + 2, metrics.height() - 1});
        if (!found)
            continue;
        if (used == labels_.size()) {
            Label made{new QCPItemText(this), new QCPItemLine(this), {}};
            made.text->position->setType(QCPItemPosition::ptAbsolute);
            made.text->setPositionAlignment(Qt::AlignCenter);
            made.text->setClipToAxisRect(false);
            made.line->start->setType(QCPItemPosition::ptAbsolute);
            made.line->end->setType(QCPItemPosition::ptAbsolute);
            labels_.push_back(made);
        }
        Label& label = labels_[used++];
        label.box = found->box;
        label.text->setText(name);
        label.text->position->setCoords(found->box.center());
        label.text->setVisible(true);
        const QPointF end(std::clamp(place.x(), found->box.left(), found->box.right()),
                          std::clamp(place.y(), found->box.top(), found->box.bottom()));
        label.line->start->setCoords(place);
        label.line->end->setCoords(end);
        label.line->setVisible(found->away);
        styleLabel(label, strong);
    }
    for (std::size_t i = used; i < labels_.size(); ++i) {
        labels_[i].text->setVisible(false);
        labels_[i].line->setVisible(false);
    }
}

std::vector<QRectF> TradeOffPlot::labelBoxes() const {
    std::vector<QRectF> boxes;
    for (const Label& label : labels_)
        if (label.text->visible())
            boxes.push_back(label.box);
    return boxes;
}

int TradeOffPlot::pointAt(const QPointF& place) const {
    int nearest = -1;
    double best = reach;
    for (int i = 0; i < pointCount(); ++i) {
        const double distance = QLineF(place, placeOf(i)).length();
        if (distance <= best) {
            best = distance;
            nearest = i;
        }
    }
    return nearest;
}

void TradeOffPlot::mousePressEvent(QMouseEvent* event) {
    PlotWidget::mousePressEvent(event);
    if (event->button() != Qt::LeftButton)
        return;
    const int point = pointAt(event->position());
    Q_EMIT picked(point < 0 ? std::nullopt : std::optional(methodAt(point)));
}

void TradeOffPlot::mouseMoveEvent(QMouseEvent* event) {
    PlotWidget::mouseMoveEvent(event);
    const int point = pointAt(event->position());
    setCursor(point < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    if (point < 0) {
        showHint(event, {});
        return;
    }
    const MethodResult& result = comparison_->methods[methodAt(point)];
    QString text = entryText(result.entry);
    for (const std::size_t metric : {xMetric_, yMetric_})
        text += tr("\n%1: %2")
                    .arg(metricTitle(compareMetrics()[metric], comparison_->settings),
                         metricValue(compareMetrics()[metric], valueOf(result, metric)));
    showHint(event, text);
}

} // namespace towerlab::ui
