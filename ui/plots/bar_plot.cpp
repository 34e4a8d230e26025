// SPDX-License-Identifier: MIT
#include "ui/plots/bar_plot.h"

#include "ui/widgets/theme.h"

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

/// Counts with the thousands' separators of the locale, or per cent, and few ticks: the plots are
/// small.
class ValueTicker : public QCPAxisTicker {
public:
    explicit ValueTicker(bool percent) : percent_(percent) { setTickCount(3); }

protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override {
        if (percent_)
            return QObject::tr("%1%").arg(locale.toString(tick * 100, 'g', 3));
        return locale.toString(tick, 'f', tick == std::floor(tick) ? 0 : 1);
    }
    int getSubTickCount(double) override { return 0; }

private:
    bool percent_;
};

} // namespace

BarPlot::BarPlot(Qt::Orientation bars, QWidget* parent)
    : PlotWidget(parent),
      orientation_(bars),
      names_(bars == Qt::Vertical ? xAxis : yAxis),
      values_(bars == Qt::Vertical ? yAxis : xAxis),
      plain_(new QCPBars(names_, values_)),
      hovered_(new QCPBars(names_, values_)) {
    setMouseTracking(true);
    setLocale(QLocale());
    for (QCPBars* series : {plain_, hovered_}) {
        series->setWidth(0.72);
        series->setPen(Qt::NoPen);
        series->setAntialiased(true);
    }
    names_->setRangeReversed(orientation_ == Qt::Horizontal);
    names_->grid()->setVisible(false);
    setPercent(false);
    axisRect()->setMinimumMargins({4, 6, 10, 4});
    BarPlot::restyle();
}

void BarPlot::restyle() {
    PlotWidget::restyle();
    values_->setBasePen(Qt::NoPen);
    plain_->setBrush(theme::accent());
    hovered_->setBrush(theme::secondary());
}

void BarPlot::setPercent(bool percent) {
    values_->setTicker(QSharedPointer<ValueTicker>::create(percent));
}

void BarPlot::setStandingAlone(bool on) {
    names_->setLabel(on ? namesLabel_ : QString());
    values_->setLabel(on ? valuesLabel_ : QString());
}

void BarPlot::setAxes(const Axis& names, const Axis& values) {
    namesLabel_ = names.label;
    valuesLabel_ = values.label;
    setTable([this, names, values] {
        CsvTable table{{QLatin1String(names.column), QLatin1String(values.column)}, {}};
        for (const Bar& bar : bars_)
            table.rows << QStringList{bar.key.isEmpty() ? bar.name : bar.key,
                                      bar.none ? QString() : csvNumber(bar.value)};
        return table;
    });
}

void BarPlot::setBars(const QVector<Bar>& bars) {
    bars_ = bars;
    QVector<double> keys;
    QVector<double> lengths;
    double longest = 0;
    double shortest = 0; // below 0 on scales that are
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    ticker->setSubTickCount(0);
    for (const Bar& bar : bars_) {
        const auto key = static_cast<double>(keys.size());
        ticker->addTick(key, bar.name);
        keys.append(key);
        lengths.append(bar.value);
        longest = std::max(longest, bar.value);
        shortest = std::min(shortest, bar.value);
    }
    names_->setTicker(ticker);
    names_->setRange(-0.6, std::max(0.6, static_cast<double>(bars_.size()) - 0.4));
    values_->setRange(shortest * 1.05, longest > shortest ? longest * 1.05 : 1);
    plain_->setData(keys, lengths, true);
    hoveredBar_ = -1;
    hovered_->setData(QVector<double>(), QVector<double>());
    replot(rpQueuedReplot);
}

int BarPlot::barAt(const QPointF& point) const {
    if (!axisRect()->rect().contains(point.toPoint()))
        return -1;
    // The whole strip of a bar answers, so that short bars can be read as well.
    const double key = names_->pixelToCoord(orientation_ == Qt::Vertical ? point.x() : point.y());
    const int bar = static_cast<int>(std::lround(key));
    return bar >= 0 && bar < barCount() ? bar : -1;
}

void BarPlot::highlight(int bar) {
    if (bar == hoveredBar_)
        return;
    hoveredBar_ = bar;
    if (bar < 0)
        hovered_->setData(QVector<double>(), QVector<double>());
    else
        hovered_->setData({static_cast<double>(bar)}, {bars_[bar].value});
    replot(rpQueuedReplot);
}

void BarPlot::mouseMoveEvent(QMouseEvent* event) {
    PlotWidget::mouseMoveEvent(event);
    const int bar = barAt(event->position());
    highlight(bar);
    showHint(event, bar >= 0 ? bars_[bar].hint : QString());
}

void BarPlot::leaveEvent(QEvent* event) {
    PlotWidget::leaveEvent(event);
    highlight(-1);
}

} // namespace towerlab::ui
