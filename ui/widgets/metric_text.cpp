// SPDX-License-Identifier: MIT
#include "ui/widgets/metric_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <string>

namespace towerlab::ui {

QString metricsText(std::string_view text) {
    return QCoreApplication::translate("Metrics", std::string(text).c_str());
}

QString metricNumber(const Metric& metric, double value, bool bare) {
    if (!std::isfinite(value))
        return QStringLiteral("–");
    const double shown = metric.percent ? 100 * value : value;
    const double least = std::pow(10.0, -metric.decimals);
    const bool tiny = shown > 0 && shown < least / 2; // "0.000" would be nothing at all
    QString number = (tiny ? QStringLiteral("<") : QString()) +
                     QLocale().toString(tiny ? least : shown, 'f', metric.decimals);
    if (bare)
        return number;
    const QString unit = metric.percent ? QStringLiteral("%") : metricsText(metric.unit);
    return unit.isEmpty() ? number : number + QChar(QChar::Nbsp) + unit;
}

QString metricText(const Metric& metric, const std::optional<double>& value) {
    return value ? metricNumber(metric, *value) : QStringLiteral("–");
}

} // namespace towerlab::ui
