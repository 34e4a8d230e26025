// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QStringList>

namespace towerlab::ui {

/// One line of a CSV table as RFC 4180 has it: UTF-8, fields with commas, quotes or line breaks in
/// quotes, CR LF at the end.
QByteArray csvLine(const QStringList& fields);

/// Shortest decimal that reads back as the same number, whatever the locale.
QString csvNumber(double value);

} // namespace towerlab::ui
