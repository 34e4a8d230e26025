// SPDX-License-Identifier: MIT
#include "ui/train/step_curve.h"

#include "ui/widgets/theme.h"

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

constexpr std::size_t mostRecent = 60; ///< steps that are marked each

/// Values below and above which few steps lie.
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

} // namespace

StepCurve::StepCurve(QCustomPlot* plot)
    : plot_(plot),
      faint_(plot->addGraph()),
      smoothed_(plot->addGraph()),
      recent_(plot->addGraph()) {
    faint_->setAntialiased(false);
    // Below the epochs of all runs, whichever comes first.
    const QString layer = QStringLiteral("steps");
    if (plot->layer(layer) == nullptr)
        plot->addLayer(layer, plot->layer(QStringLiteral("main")), QCustomPlot::limBelow);
    faint_->setLayer(layer);
    smoothed_->setLayer(layer);
    recent_->setVisible(false);
}

StepCurve::~StepCurve() {
    plot_->removeGraph(recent_);
    plot_->removeGraph(smoothed_);
    plot_->removeGraph(faint_);
}

void StepCurve::begin(double stepsPerEpoch, int epochs) {
    losses_.clear();
    skipped_ = 0;
    faint_->data()->clear();
    smoothed_->data()->clear();
    recent_->data()->clear();
    stepsPerEpoch_ = std::max(1.0, stepsPerEpoch);
    constexpr double mostDrawn = 60000; // painted in a few milliseconds
    stride_ = static_cast<std::size_t>(
        std::max(1.0, std::ceil(stepsPerEpoch_ * std::max(1, epochs) / mostDrawn)));
    average_ = 0;
    averageWeight_ = 0;
    smoothedTop_ = 0;
}

double StepCurve::epochsAt(std::size_t count) const {
    return static_cast<double>(skipped_ + count) / stepsPerEpoch_;
}

void StepCurve::add(const std::vector<StepRecord>& steps) {
    const std::size_t first = losses_.size();
    for (const StepRecord& record : steps)
        losses_.push_back(record.loss);
    drawAdded(first);
}

void StepCurve::add(const Losses& losses) {
    const std::size_t first = losses_.size();
    losses_.insert(losses_.end(), losses.begin(), losses.end());
    drawAdded(first);
}

void StepCurve::drawAdded(std::size_t first) {
    drawFrom(first);
    smoothFrom(first);
    if (recent_->visible())
        drawRecent();
}

void StepCurve::drawRecent() {
    const std::size_t first = losses_.size() > mostRecent ? losses_.size() - mostRecent : 0;
    QVector<double> keys;
    QVector<double> values;
    for (std::size_t i = first; i < losses_.size(); ++i) {
        keys.append(epochsAt(i + 1));
        values.append(double{losses_[i]});
    }
    recent_->setData(keys, values, true);
}

void StepCurve::drawFrom(std::size_t first) {
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
    faint_->addData(keys, values, true);
}

void StepCurve::smoothFrom(std::size_t first) {
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

void StepCurve::setSmoothing(double weight) {
    smoothing_ = std::clamp(weight, 0.0, 0.999);
    average_ = 0;
    averageWeight_ = 0;
    smoothedTop_ = 0;
    smoothed_->data()->clear();
    smoothFrom(0);
}

void StepCurve::setColour(const QColor& colour, bool quiet) {
    QColor pale = colour;
    pale.setAlpha(quiet ? 14 : theme::isDark() ? 70 : 55);
    QColor medium = colour;
    medium.setAlpha(quiet ? 90 : 150);
    QColor clear = colour;
    clear.setAlpha(200);
    recent_->setPen(QPen(clear, 1));
    recent_->setScatterStyle({QCPScatterStyle::ssDisc, QPen(colour, 1), colour, 5});
    faint_->setPen(QPen(pale, 1));
    smoothed_->setPen(QPen(medium, 1.4));
}

void StepCurve::setVisible(bool faint, bool smoothed) {
    faint_->setVisible(faint);
    smoothed_->setVisible(smoothed);
}

void StepCurve::setRecentVisible(bool on) {
    if (on && !recent_->visible())
        drawRecent();
    recent_->setVisible(on);
}

void StepCurve::includeRecentIn(ValueRange& range) const {
    for (const QCPGraphData& point : *recent_->data())
        range.include(point.value);
}

QCPRange StepCurve::recentSpan() const {
    constexpr std::size_t roomAhead = 8;
    constexpr std::size_t leastShown = 24;
    const std::size_t first = losses_.size() > mostRecent ? losses_.size() - mostRecent : 0;
    const std::size_t end = std::max(losses_.size() + roomAhead, first + leastShown);
    return {epochsAt(first), epochsAt(end)};
}

void StepCurve::includeSmoothedIn(ValueRange& range, double fromEpochs) const {
    const auto data = smoothed_->data();
    for (auto point = data->findBegin(fromEpochs, false); point != data->constEnd(); ++point)
        range.include(point->value);
}

void StepCurve::includeIn(ValueRange& range) const {
    if (losses_.empty())
        return;
    const auto [low, high] = usualRange(losses_);
    range.include(low);
    range.include(high);
    if (smoothedTop_ > 0)
        range.include(smoothedTop_);
}

std::optional<StepCurve::Reading> StepCurve::at(double epochs) const {
    const auto skipped = static_cast<long long>(skipped_);
    const long long step = std::llround(epochs * stepsPerEpoch_);
    if (losses_.empty() || (skipped > 0 && step <= skipped))
        return std::nullopt;
    const auto last = static_cast<long long>(losses_.size()) - 1;
    const auto index = static_cast<std::size_t>(std::clamp(step - skipped - 1, 0LL, last));
    Reading reading{skipped_ + index + 1, epochsAt(index + 1), double{losses_[index]},
                    std::nullopt};
    const int drawn = std::min(static_cast<int>(index / stride_), smoothed_->dataCount() - 1);
    if (drawn >= 0)
        reading.smoothed = smoothed_->data()->at(drawn)->value;
    return reading;
}

} // namespace towerlab::ui
