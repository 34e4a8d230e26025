// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "ui/compare/results/metric_bars.h"
#include "ui/compare/results/trade_off_plot.h"

#include <memory>

namespace towerlab::ui {

/// The two charts of a report: bars of the metric that counts most, and accuracy
/// against coverage.
struct ReportCharts {
    explicit ReportCharts(const std::shared_ptr<const Comparison>& comparison);

    std::unique_ptr<MetricBars> bars;
    std::unique_ptr<TradeOffPlot> tradeOff;
};

} // namespace towerlab::ui
