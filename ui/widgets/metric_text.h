// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/metric.h"

#include <QString>

#include <optional>

namespace towerlab::ui {

/// A metric's label, help or unit in the language of the window.
QString metricsText(std::string_view text);
/// "0.412", "23.1 %", "1.24 s": rounded as the metric asks, without the unit where `bare`; a dash
/// for what is no number.
QString metricNumber(const Metric& metric, double value, bool bare = false);
/// The same; a dash for none.
QString metricText(const Metric& metric, const std::optional<double>& value);

} // namespace towerlab::ui
