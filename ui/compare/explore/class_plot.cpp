// SPDX-License-Identifier: MIT
#include "ui/compare/explore/class_plot.h"

#include "ui/widgets/theme.h"

#include <QApplication>

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

constexpr int nameWidth = 116;

class PercentTicker : public QCPAxisTicker {
public:
    PercentTicker() { setTickCount(2); }

protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override {
        return QObject::tr("%1%").arg(locale.toString(tick * 100, 'g', 2));
    }
    int getSubTickCount(double) override { return 0; }
};

} // namespace

ClassPlot::ClassPlot(QWidget* parent)
    : PlotWidget(parent),
      chances_(new QCPBars(yAxis, xAxis)),
      pale_(new QCPBars(yAxis, xAxis)),
      shares_(new QCPGraph(yAxis, xAxis)) {
    setMouseTracking(true);
    setLocale(QLocale());
    for (QCPBars* bars : {chances_, pale_}) {
        bars->setWidth(0.66);
        bars->setPen(Qt::NoPen);
    }
    shares_->setLineStyle(QCPGraph::lsNone);
    yAxis->setRangeReversed(true);
    yAxis->grid()->setVisible(false);
    xAxis->setTicker(QSharedPointer<PercentTicker>::create());
    axisRect()->setMinimumMargins({4, 6, 12, 4});
    setTable([this] {
        CsvTable table{{QStringLiteral("class"), QStringLiteral("probability"),
                        QStringLiteral("share_of_history")},
                       {}};
        for (const Bar& bar : bars_)
            table.rows << QStringList{bar.name, csvNumber(bar.probability),
                                      bar.share ? csvNumber(*bar.share) : QString()};
        return table;
    });
    setKeys([] {
        return PlotLegend{
            {{tr("Probability"), theme::accent(), QCPScatterStyle::ssSquare},
             {tr("Share of the history"), theme::secondary(), QCPScatterStyle::ssDiamond}}};
    });
    ClassPlot::restyle();
}

void ClassPlot::restyle() {
    PlotWidget::restyle();
    xAxis->setBasePen(Qt::NoPen);
    QColor pale = theme::accent();
    chances_->setBrush(pale);
    pale.setAlpha(90);
    pale_->setBrush(pale);
    shares_->setScatterStyle(QCPScatterStyle(
        QCPScatterStyle::ssDiamond, QPen(theme::cardBackground(), 1.2), theme::secondary(), 10));
}

void ClassPlot::setBars(const QVector<Bar>& bars) {
    bars_ = bars;
    QVector<double> keys;
    QVector<double> chances;
    QVector<double> paleChances;
    QVector<double> sharedKeys;
    QVector<double> shares;
    double longest = 0;
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    ticker->setSubTickCount(0);
    const QFontMetrics metrics(yAxis->tickLabelFont());
    for (const Bar& bar : bars_) {
        const auto key = static_cast<double>(keys.size());
        ticker->addTick(key, metrics.elidedText(bar.name, Qt::ElideRight, nameWidth));
        keys.append(key);
        chances.append(bar.pale ? 0 : bar.probability);
        paleChances.append(bar.pale ? bar.probability : 0);
        longest = std::max({longest, bar.probability, bar.share.value_or(0)});
        if (bar.share) {
            sharedKeys.append(key);
            shares.append(*bar.share);
        }
    }
    yAxis->setTicker(ticker);
    yAxis->setRange(-0.6, std::max(0.6, static_cast<double>(bars_.size()) - 0.4));
    xAxis->setRange(0, longest > 0 ? longest * 1.06 : 1);
    chances_->setData(keys, chances, true);
    pale_->setData(keys, paleChances, true);
    shares_->setData(sharedKeys, shares, true);
    replot(rpQueuedReplot);
}

void ClassPlot::mouseMoveEvent(QMouseEvent* event) {
    PlotWidget::mouseMoveEvent(event);
    const auto bar = static_cast<int>(std::lround(yAxis->pixelToCoord(event->position().y())));
    const bool over = bar >= 0 && bar < bars_.size() &&
                      axisRect()->rect().top() <= event->position().y() &&
                      event->position().y() <= axisRect()->rect().bottom();
    showHint(event, over ? bars_[bar].hint : QString());
}

} // namespace towerlab::ui
