// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/metric.h"
#include "core/model/run_record.h"

#include <optional>
#include <string_view>
#include <vector>

namespace towerlab {

/// One figure that an epoch may carry. Curves, table columns and early stopping are all made from
/// the list below, so that they name, order and round it alike.
struct RunMetric : Metric {
    std::optional<double> (*of)(const EpochRecord& epoch);
};

/// All of them, losses first.
const std::vector<RunMetric>& runMetrics();

/// @throws SettingsError if there is none of that key.
const RunMetric& runMetric(std::string_view key);

/// What early stopping and the best epoch go by: the metric that the settings name, or where the
/// run has none of that kind, the validation loss.
const RunMetric& watchedMetric(const RunRecord& record);

/// The metrics that at least one epoch of the run carries, in the order of runMetrics().
std::vector<const RunMetric*> metricsOf(const RunRecord& record);

/// The epoch (index into record.epochs) with the best value of the metric, the first of equals;
/// none if no epoch carries it.
std::optional<std::size_t> bestEpoch(const RunRecord& record, const RunMetric& metric);

} // namespace towerlab
