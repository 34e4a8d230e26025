// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/comparison.h"

#include <QString>

#include <memory>

namespace towerlab::ui {

/// A report as a page of HTML that needs no other file: what reportPages() has.
QString reportHtml(const std::shared_ptr<const Comparison>& comparison);

/// Writes a comparison in the format that the file's ending names: .pdf and .html are reports, .csv
/// the figures. Whole or not at all.
/// @throws FileError if the file can't be written; SettingsError for another ending.
void exportComparison(const std::shared_ptr<const Comparison>& comparison, const QString& path);

} // namespace towerlab::ui
