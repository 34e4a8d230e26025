// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "ui/compare/results/metric_bars.h"
#include "ui/compare/results/trade_off_plot.h"

#include <memory>

namespace towerlab::ui {

/// The two charts of a report, black on white: bars of the metric that counts most, and accuracy
/// against coverage.
struct ReportCharts {
    /// @param mostBars only the best are shown where there are more methods
    ReportCharts(const std::shared_ptr<const Comparison>& comparison, int mostBars);

    std::unique_ptr<MetricBars> bars;
    std::unique_ptr<TradeOffPlot> tradeOff;
};

} // namespace towerlab::ui
