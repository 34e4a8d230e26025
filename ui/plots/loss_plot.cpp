// SPDX-License-Identifier: MIT
#include "ui/plots/loss_plot.h"

#include "ui/theme.h"

#include <QApplication>

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

/// Values below and above which few steps lie: one wild batch must not flatten the curve.
std::pair<double, double> usualRange(const std::vector<float>& losses) {
    constexpr std::size_t sampled = 4000;
    std::vector<float> sample;
    const std::size_t stride = std::max<std::size_t>(1, losses.size() / sampled);
    for (std::size_t i = 0; i < losses.size(); i += stride)
        sample.push_back(losses[i]);
    const auto at = [&](double share) {
        const auto place = static_cast<std::ptrdiff_t>(share * double(sample.size() - 1));
        std::nth_element(sample.begin(), sample.begin() + place, sample.end());
        return double{sample[static_cast<std::size_t>(place)]};
    };
    return {at(0.005), at(0.995)};
}

/// Whole epochs only.
QSharedPointer<QCPAxisTicker> epochTicker() {
    auto ticker = QSharedPointer<QCPAxisTickerFixed>::create();
    ticker->setTickStep(1);
    ticker->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    return ticker;
}

} // namespace

LossPlot::LossPlot(QWidget* parent) : PlotWidget(parent) {
    setMouseTracking(true);
    setLocale(QLocale());
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    xAxis->setLabel(tr("Epoch"));
    yAxis->setLabel(tr("Loss"));
    xAxis->setTicker(epochTicker());
    yAxis->setNumberFormat(QStringLiteral("gb"));
    yAxis->setNumberPrecision(4);
    axisRect()->setMinimumMargins({8, 10, 14, 6});
    makeGraphs();
    makeCrosshair();
    for (QCPAxis* axis : {xAxis, yAxis}) // by the person: showEverything() blocks this
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
                [this] { following_ = false; });
    LossPlot::restyle();
    showEverything();
}

void LossPlot::makeGraphs() {
    steps_ = addGraph();
    smoothed_ = addGraph();
    training_ = addGraph();
    validation_ = addGraph();
    steps_->setName(tr("Each step"));
    smoothed_->setName(tr("Steps, smoothed"));
    training_->setName(tr("Training, mean of the epoch"));
    validation_->setName(tr("Validation, after the epoch"));
    steps_->setAntialiased(false);
    legend->setVisible(true);
    legend->setRowSpacing(0);
    axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignRight);
}

void LossPlot::makeCrosshair() {
    crosshair_ = new QCPItemStraightLine(this);
    crosshair_->setLayer(QStringLiteral("overlay"));
    crosshair_->setVisible(false);
    readout_ = new QCPItemText(this);
    readout_->setLayer(QStringLiteral("overlay"));
    readout_->position->setType(QCPItemPosition::ptAxisRectRatio);
    readout_->position->setCoords(0.01, 0.985);
    readout_->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
    readout_->setTextAlignment(Qt::AlignLeft);
    readout_->setPadding(QMargins(6, 4, 6, 4));
    readout_->setVisible(false);
}

void LossPlot::restyle() {
    PlotWidget::restyle();
    if (steps_ == nullptr)
        return;
    QColor faint = theme::accent();
    faint.setAlpha(theme::isDark() ? 70 : 55);
    QColor medium = theme::accent();
    medium.setAlpha(150);
    steps_->setPen(QPen(faint, 1));
    smoothed_->setPen(QPen(medium, 1.4));
    training_->setPen(QPen(theme::accent(), 2.2));
    validation_->setPen(QPen(theme::secondary(), 2.2));
    training_->setScatterStyle(
        {QCPScatterStyle::ssDisc, QPen(theme::accent(), 1.5), theme::accent(), 7});
    validation_->setScatterStyle(
        {QCPScatterStyle::ssDiamond, QPen(theme::secondary(), 1.5), theme::secondary(), 9});
    crosshair_->setPen(QPen(theme::mutedText(), 1, Qt::DashLine));
    QFont font = QApplication::font();
    font.setPixelSize(12);
    readout_->setFont(font);
    readout_->setColor(QApplication::palette().color(QPalette::Text));
    QColor background = theme::cardBackground();
    background.setAlpha(230);
    readout_->setBrush(background);
    readout_->setPen(QPen(theme::gridLine()));
}

void LossPlot::begin(std::uint64_t stepsPerEpoch, int epochs) {
    losses_.clear();
    epochs_.clear();
    for (QCPGraph* graph : {steps_, smoothed_, training_, validation_})
        graph->data()->clear();
    stepsPerEpoch_ = std::max<double>(1, static_cast<double>(stepsPerEpoch));
    plannedEpochs_ = std::max(1, epochs);
    constexpr double mostDrawn = 60000; // painted in a few milliseconds
    stride_ = static_cast<std::size_t>(
        std::max(1.0, std::ceil(stepsPerEpoch_ * plannedEpochs_ / mostDrawn)));
    average_ = 0;
    averageWeight_ = 0;
    smoothedTop_ = 0;
    following_ = true;
    steps_->addToLegend();
    smoothed_->addToLegend();
    showEverything();
}

double LossPlot::epochsAt(std::uint64_t step) const {
    return static_cast<double>(step) / stepsPerEpoch_;
}

void LossPlot::addSteps(const std::vector<StepRecord>& steps) {
    const std::size_t first = losses_.size();
    for (const StepRecord& record : steps)
        losses_.push_back(record.loss);
    drawFrom(first);
    smoothFrom(first);
    showEverything();
}

void LossPlot::drawFrom(std::size_t first) {
    QVector<double> keys;
    QVector<double> values;
    // Of `stride_` steps the lowest and the highest are drawn, once all of them are there.
    for (std::size_t end = (first / stride_ + 1) * stride_; end <= losses_.size(); end += stride_) {
        const auto begin = losses_.begin() + static_cast<std::ptrdiff_t>(end - stride_);
        const auto [low, high] =
            std::minmax_element(begin, begin + static_cast<std::ptrdiff_t>(stride_));
        keys.append(epochsAt(end));
        values.append(double{*low});
        if (stride_ > 1) {
            keys.append(epochsAt(end));
            values.append(double{*high});
        }
    }
    steps_->addData(keys, values, true);
}

void LossPlot::smoothFrom(std::size_t first) {
    QVector<double> keys;
    QVector<double> values;
    for (std::size_t i = first; i < losses_.size(); ++i) {
        average_ = smoothing_ * average_ + (1 - smoothing_) * double{losses_[i]};
        averageWeight_ = smoothing_ * averageWeight_ + (1 - smoothing_);
        if ((i + 1) % stride_ != 0)
            continue;
        keys.append(epochsAt(i + 1));
        values.append(average_ / averageWeight_);
        smoothedTop_ = std::max(smoothedTop_, values.last());
    }
    smoothed_->addData(keys, values, true);
}

void LossPlot::setSmoothing(double weight) {
    smoothing_ = std::clamp(weight, 0.0, 0.999);
    average_ = 0;
    averageWeight_ = 0;
    smoothedTop_ = 0;
    smoothed_->data()->clear();
    smoothFrom(0);
    replot(rpQueuedReplot);
}

void LossPlot::addEpoch(const EpochRecord& epoch) {
    epochs_.push_back(epoch);
    training_->addData(epoch.epoch, epoch.trainLoss);
    if (epoch.validationLoss)
        validation_->addData(epoch.epoch, *epoch.validationLoss);
    showEverything();
}

void LossPlot::showRecord(const RunRecord& record) {
    begin(record.epochs.empty() ? 1 : record.epochs.front().step,
          static_cast<int>(record.epochs.size()));
    steps_->removeFromLegend(); // a model file does not keep single steps
    smoothed_->removeFromLegend();
    for (const EpochRecord& epoch : record.epochs)
        addEpoch(epoch);
}

int LossPlot::validationCount() const { return validation_->dataCount(); }

void LossPlot::setLogarithmic(bool on) {
    yAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    yAxis->setTicker(on ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                        : QSharedPointer<QCPAxisTicker>::create());
    following_ = true;
    showEverything();
}

void LossPlot::showEverything() {
    if (following_) {
        double low = 1e300;
        double high = -1e300;
        const auto include = [&](double value) {
            low = std::min(low, value);
            high = std::max(high, value);
        };
        if (!losses_.empty()) {
            const auto [from, to] = usualRange(losses_);
            include(from);
            include(to);
            include(smoothedTop_);
        }
        for (const EpochRecord& epoch : epochs_) {
            include(epoch.trainLoss);
            include(epoch.validationLoss.value_or(epoch.trainLoss));
        }
        const QSignalBlocker quiet(xAxis);
        const QSignalBlocker still(yAxis);
        xAxis->setRange(0, plannedEpochs_ * 1.02);
        if (low > high)
            yAxis->setRange(0, 1);
        else if (yAxis->scaleType() == QCPAxis::stLogarithmic)
            yAxis->setRange(std::max(low, 1e-6) * 0.9, std::max(high, 1e-6) * 1.15);
        else
            yAxis->setRange(low - 0.06 * (high - low), high + 0.08 * std::max(high - low, 1e-6));
    }
    replot(rpQueuedReplot);
}

QString LossPlot::readoutAt(double epochs, double& snapped) const {
    QStringList lines;
    const auto number = [this](double value) { return locale().toString(value, 'g', 4); };
    if (!losses_.empty()) {
        const auto last = static_cast<long long>(losses_.size()) - 1;
        const auto index = static_cast<std::size_t>(
            std::clamp(std::llround(epochs * stepsPerEpoch_) - 1, 0LL, last));
        snapped = epochsAt(index + 1);
        const int drawn = std::min(static_cast<int>(index / stride_), smoothed_->dataCount() - 1);
        const QString smooth =
            drawn < 0 ? QStringLiteral("–") : number(smoothed_->data()->at(drawn)->value);
        lines << tr("Step %1: %2, smoothed %3")
                     .arg(locale().toString(static_cast<qulonglong>(index + 1)),
                          number(double{losses_[index]}), smooth);
    }
    if (!epochs_.empty()) {
        const auto nearest = std::min_element(
            epochs_.begin(), epochs_.end(), [epochs](const EpochRecord& a, const EpochRecord& b) {
                return std::abs(a.epoch - epochs) < std::abs(b.epoch - epochs);
            });
        if (losses_.empty())
            snapped = nearest->epoch;
        lines << (nearest->validationLoss
                      ? tr("Epoch %1: training %2, validation %3")
                            .arg(nearest->epoch)
                            .arg(number(nearest->trainLoss), number(*nearest->validationLoss))
                      : tr("Epoch %1: training %2")
                            .arg(nearest->epoch)
                            .arg(number(nearest->trainLoss)));
    }
    return lines.join(QLatin1Char('\n'));
}

void LossPlot::mouseMoveEvent(QMouseEvent* event) {
    PlotWidget::mouseMoveEvent(event);
    const QPointF mouse = event->position();
    double snapped = 0;
    const QString text = axisRect()->rect().contains(mouse.toPoint())
                             ? readoutAt(xAxis->pixelToCoord(mouse.x()), snapped)
                             : QString();
    crosshair_->setVisible(!text.isEmpty());
    readout_->setVisible(!text.isEmpty());
    crosshair_->point1->setCoords(snapped, yAxis->range().lower);
    crosshair_->point2->setCoords(snapped, yAxis->range().upper);
    readout_->setText(text);
    layer(QStringLiteral("overlay"))->replot();
}

void LossPlot::mouseDoubleClickEvent(QMouseEvent* event) {
    PlotWidget::mouseDoubleClickEvent(event);
    following_ = true;
    showEverything();
}

void LossPlot::leaveEvent(QEvent* event) {
    PlotWidget::leaveEvent(event);
    crosshair_->setVisible(false);
    readout_->setVisible(false);
    layer(QStringLiteral("overlay"))->replot();
}

} // namespace towerlab::ui
