// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"
#include "ui/plots/qcustomplot.h"

#include <QString>

#include <memory>

namespace towerlab::ui {

/// Paints a report of one page to hand out: data, test and machine, the table with the best marked,
/// two charts, and how to read them.
/// @param page in pixels at 96 dpi; A4 landscape has 1123 x 794
void paintReport(QCPPainter& painter, const QSizeF& page,
                 const std::shared_ptr<const Comparison>& comparison);

/// The same as a page of HTML that needs no other file.
QString reportHtml(const std::shared_ptr<const Comparison>& comparison);

/// Writes a comparison in the format that the file's ending names: .pdf and .html are reports, .csv
/// the figures. Whole or not at all.
/// @throws FileError if the file can't be written; SettingsError for another ending.
void exportComparison(const std::shared_ptr<const Comparison>& comparison, const QString& path);

} // namespace towerlab::ui
