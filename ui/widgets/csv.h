// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace towerlab::ui {

/// A table of values, under the names and in the notation that a program reads.
struct CsvTable {
    QStringList columns;
    QList<QStringList> rows; ///< each with a field per column; an empty one: no value

    /// As RFC 4180 has it: UTF-8, fields with commas, quotes or line breaks in quotes, CR LF at the
    /// end of each line.
    QByteArray text() const;
};

/// One line of such a table, for those too long to be kept in memory as fields.
QByteArray csvLine(const QStringList& fields);

/// Shortest decimal that reads back as the same number, whatever the locale.
QString csvNumber(double value);

} // namespace towerlab::ui
