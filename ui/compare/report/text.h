// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QStringList>

#include <vector>

namespace towerlab::ui {

/// What reports say, on paper and as HTML.
namespace report_text {

QString title(const Comparison& comparison);
/// Data, test, date and machine: a line each.
QStringList facts(const Comparison& comparison);
/// Two lines on how to read it.
QStringList howToRead(const Comparison& comparison);
/// Settings that are not the defaults, and errors: one line per method.
QStringList remarks(const Comparison& comparison);
/// Metrics of which a method has a value.
std::vector<std::size_t> metrics(const Comparison& comparison);
/// Marks the best.
QString star();
/// "0.412", a dash for none.
QString number(const Comparison& comparison, std::size_t method, std::size_t metric);
/// "★ 0.412": with the mark.
QString cell(const Comparison& comparison, std::size_t method, std::size_t metric);
/// "Fit, s": a short heading of a column.
QString heading(const Comparison& comparison, std::size_t metric);

} // namespace report_text
} // namespace towerlab::ui
