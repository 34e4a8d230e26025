// SPDX-License-Identifier: MIT
#include "ui/train/epoch_ticks.h"

#include <algorithm>
#include <cmath>

namespace towerlab::ui {
namespace {

class StepTicker : public QCPAxisTicker {
public:
    explicit StepTicker(double stepsPerEpoch) : stepsPerEpoch_(stepsPerEpoch) {}

protected:
    double getTickStep(const QCPRange& range) override {
        const QCPRange steps(range.lower * stepsPerEpoch_, range.upper * stepsPerEpoch_);
        return std::max(1.0, QCPAxisTicker::getTickStep(steps)) / stepsPerEpoch_;
    }
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override {
        return locale.toString(qlonglong{std::llround(tick * stepsPerEpoch_)});
    }

private:
    double stepsPerEpoch_;
};

} // namespace

QSharedPointer<QCPAxisTicker> epochTicker() {
    auto ticker = QSharedPointer<QCPAxisTickerFixed>::create();
    ticker->setTickStep(1);
    ticker->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    return ticker;
}

QSharedPointer<QCPAxisTicker> stepTicker(double stepsPerEpoch) {
    return QSharedPointer<StepTicker>::create(stepsPerEpoch);
}

} // namespace towerlab::ui
