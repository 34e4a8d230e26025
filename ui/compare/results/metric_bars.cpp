// SPDX-License-Identifier: MIT
#include "ui/compare/results/metric_bars.h"

#include "ui/compare/shared/text.h"
#include "ui/widgets/theme.h"

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

constexpr int stripHeight = 17;
constexpr int axisHeight = 48;
constexpr int longestName = 30; ///< letters
constexpr double leastTime = 1e-4;
constexpr double wideSpan = 500; ///< of a logarithmic axis that needs fewer ticks

/// Numbers as the metric has them, and few ticks.
class MetricTicker : public QCPAxisTicker {
public:
    explicit MetricTicker(const CompareMetric& metric) : metric_(metric) { setTickCount(4); }

protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override {
        const double shown = metric_.percent ? 100 * tick : tick;
        const QString number = locale.toString(shown, 'g', 4);
        return metric_.percent ? number + u'%' : number;
    }
    int getSubTickCount(double) override { return 0; }

private:
    const CompareMetric& metric_;
};

bool isLogarithmic(const CompareMetric& metric) { return metric.group == MetricGroup::Time; }

QString elided(QString name) {
    if (name.size() > longestName)
        name = name.left(longestName - 1).trimmed() + QStringLiteral("…");
    return name;
}

} // namespace

MetricBars::MetricBars(QWidget* parent) : PlotWidget(parent), values_(xAxis2) {
    // Above the bars, where it can be seen when there are more of them than fit.
    xAxis2->setVisible(true);
    xAxis->setVisible(false);
    setMouseTracking(true);
    setLocale(QLocale());
    for (Series& series : series_) {
        series.bars = new QCPBars(yAxis, values_);
        series.bars->setWidth(0.66);
        series.bars->setPen(Qt::NoPen);
        series.errors = new QCPErrorBars(yAxis, values_);
        series.errors->setDataPlottable(series.bars);
        series.errors->setWhiskerWidth(5);
        series.errors->setSymbolGap(0);
    }
    frame_ = new QCPBars(yAxis, values_);
    frame_->setWidth(0.86);
    frame_->setBrush(Qt::NoBrush);
    yAxis->setRangeReversed(true);
    yAxis->grid()->setVisible(false);
    axisRect()->setMinimumMargins({4, 4, 12, 6});
    MetricBars::restyle();
}

void MetricBars::restyle() {
    PlotWidget::restyle();
    if (frame_ == nullptr)
        return;
    values_->setBasePen(Qt::NoPen);
    for (std::size_t i = 0; i < series_.size(); ++i) {
        series_[i].bars->setBrush(theme::category(i));
        series_[i].errors->setPen(QPen(theme::text(), 1));
    }
    frame_->setPen(QPen(theme::text(), 1.5));
}

void MetricBars::show(std::shared_ptr<const Comparison> comparison, std::size_t metric) {
    comparison_ = std::move(comparison);
    metric_ = metric;
    order();
    setScale();
    setNames();
    drawBars();
    drawChosen();
    updateGeometry();
    setMinimumHeight(heightNeeded());
    replot(rpQueuedReplot);
}

void MetricBars::order() {
    order_.clear();
    if (!comparison_)
        return;
    for (std::size_t i = 0; i < comparison_->methods.size(); ++i)
        if (valueOf(comparison_->methods[i], metric_))
            order_.push_back(i);
    const bool low = compareMetrics()[metric_].better == Better::Lower;
    std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
        const double x = valueOf(comparison_->methods[a], metric_)->mean;
        const double y = valueOf(comparison_->methods[b], metric_)->mean;
        return low ? x < y : x > y;
    });
}

const Estimate& MetricBars::value(int bar) const {
    return *valueOf(comparison_->methods[methodAt(bar)], metric_);
}

void MetricBars::setScale() {
    const CompareMetric& metric = compareMetrics()[metric_];
    double least = 0;
    double most = 0;
    for (int bar = 0; bar < barCount(); ++bar) {
        const Estimate& now = value(bar);
        most = std::max({most, now.mean, now.high});
        const double low = std::max(now.mean, leastTime);
        least = least > 0 ? std::min(least, low) : low;
    }
    if (isLogarithmic(metric)) {
        values_->setScaleType(QCPAxis::stLogarithmic);
        const auto ticker = QSharedPointer<QCPAxisTickerLog>::create();
        ticker->setLogBase(most > wideSpan * std::max(least, leastTime) ? 100 : 10);
        ticker->setSubTickCount(0);
        values_->setTicker(ticker);
        values_->setNumberFormat(QStringLiteral("gb"));
        values_->setNumberPrecision(3);
        values_->setRange(std::max(least, leastTime) / 2, std::max(most, 2 * leastTime) * 1.6);
    } else {
        values_->setScaleType(QCPAxis::stLinear);
        values_->setTicker(QSharedPointer<MetricTicker>::create(metric));
        values_->setRange(0, most > 0 ? most * 1.06 : 1);
    }
    const QString unit = metric.percent ? QString() : metricsText(metric.unit);
    QString label = comparison_ ? metricTitle(metric, comparison_->settings) : QString();
    if (!unit.isEmpty() && !label.isEmpty())
        label = tr("%1, %2").arg(label, unit);
    if (isLogarithmic(metric) && !label.isEmpty())
        label = tr("%1 (log scale)").arg(label);
    values_->setLabel(label);
    values_->setLabelPadding(2);
}

void MetricBars::setNames() {
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    ticker->setSubTickCount(0);
    for (int bar = 0; bar < barCount(); ++bar) {
        const std::size_t method = methodAt(bar);
        const QString name = elided(shortEntryText(comparison_->methods[method].entry));
        ticker->addTick(bar,
                        isBest(*comparison_, method, metric_) ? QStringLiteral("★ ") + name : name);
    }
    yAxis->setTicker(ticker);
    yAxis->setRange(-0.7, std::max(0.7, barCount() - 0.3));
}

void MetricBars::drawBars() {
    const double base = isLogarithmic(compareMetrics()[metric_]) ? values_->range().lower : 0;
    for (std::size_t i = 0; i < series_.size(); ++i) {
        QVector<double> keys;
        QVector<double> values;
        QVector<double> below;
        QVector<double> above;
        for (int bar = 0; bar < barCount(); ++bar) {
            const auto family = familyOf(comparison_->methods[methodAt(bar)].entry);
            if (static_cast<std::size_t>(family) != i)
                continue;
            const Estimate& now = value(bar);
            keys.append(bar);
            values.append(base > 0 ? std::max(now.mean, leastTime) : now.mean);
            const bool none = !(now.high > now.low); // a figure that is no mean over users
            below.append(none ? qQNaN() : now.mean - now.low);
            above.append(none ? qQNaN() : now.high - now.mean);
        }
        series_[i].bars->setBaseValue(base);
        series_[i].bars->setData(keys, values, true);
        series_[i].errors->setData(below, above);
    }
    frame_->setBaseValue(base);
}

void MetricBars::drawChosen() {
    QVector<double> keys;
    QVector<double> values;
    for (int bar = 0; bar < barCount(); ++bar)
        if (chosen_ == methodAt(bar)) {
            keys.append(bar);
            values.append(std::max(value(bar).mean, leastTime));
        }
    frame_->setData(keys, values, true);
}

void MetricBars::setChosen(std::optional<std::size_t> method) {
    chosen_ = method;
    drawChosen();
    replot(rpQueuedReplot);
}

QPointF MetricBars::placeOf(int bar) const {
    return {static_cast<double>(axisRect()->center().x()), yAxis->coordToPixel(bar)};
}

QSize MetricBars::pictureSize() const {
    return {PlotWidget::pictureSize().width(), heightNeeded()};
}

int MetricBars::heightNeeded() const {
    return theme::pixels(axisHeight + stripHeight * std::max(3, barCount()));
}

int MetricBars::barAt(const QPointF& point) const {
    const QRect area = axisRect()->rect();
    if (point.y() < area.top() || point.y() > area.bottom() || point.x() > area.right())
        return -1;
    // The whole strip of a bar answers, its name too.
    const int bar = static_cast<int>(std::lround(yAxis->pixelToCoord(point.y())));
    return bar >= 0 && bar < barCount() ? bar : -1;
}

QString MetricBars::hint(int bar) const {
    const CompareMetric& metric = compareMetrics()[metric_];
    const Estimate& now = value(bar);
    const QString interval = intervalText(metric, now);
    const QString text =
        tr("%1\n%2: %3")
            .arg(entryText(comparison_->methods[methodAt(bar)].entry),
                 metricTitle(metric, comparison_->settings), metricValue(metric, now));
    return interval.isEmpty() ? text : text + u'\n' + interval;
}

void MetricBars::mousePressEvent(QMouseEvent* event) {
    PlotWidget::mousePressEvent(event);
    if (event->button() != Qt::LeftButton)
        return;
    const int bar = barAt(event->position());
    Q_EMIT picked(bar < 0 ? std::nullopt : std::optional(methodAt(bar)));
}

void MetricBars::mouseMoveEvent(QMouseEvent* event) {
    PlotWidget::mouseMoveEvent(event);
    const int bar = barAt(event->position());
    setCursor(bar < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
    showHint(event, bar < 0 ? QString() : hint(bar));
}

} // namespace towerlab::ui
