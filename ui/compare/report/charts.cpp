// SPDX-License-Identifier: MIT
#include "ui/compare/report/charts.h"

#include "ui/compare/report/text.h"
#include "ui/compare/shared/text.h"

#include <algorithm>

namespace towerlab::ui {
namespace {

/// NDCG over the catalogue where there is one, else the first metric with a value.
std::size_t mainMetric(const Comparison& comparison) {
    const auto used = report_text::metrics(comparison);
    const std::size_t ndcg = compareMetricIndex("catalogue_ndcg");
    return used.empty() || std::find(used.begin(), used.end(), ndcg) != used.end() ? ndcg
                                                                                   : used.front();
}

} // namespace

ReportCharts::ReportCharts(const std::shared_ptr<const Comparison>& comparison)
    : bars(std::make_unique<MetricBars>()), tradeOff(std::make_unique<TradeOffPlot>()) {
    const std::size_t metric = mainMetric(*comparison);
    bars->show(comparison, metric);
    tradeOff->show(comparison, compareMetricIndex("coverage"), metric);
}

} // namespace towerlab::ui
