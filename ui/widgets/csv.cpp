// SPDX-License-Identifier: MIT
#include "ui/widgets/csv.h"

#include "core/io/csv.h"

#include <QLocale>

namespace towerlab::ui {

QByteArray csvLine(const QStringList& fields) {
    QByteArray line;
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (i > 0)
            line += ',';
        line += QByteArray::fromStdString(csvField(fields[i].toStdString()));
    }
    return line + "\r\n";
}

QByteArray CsvTable::text() const {
    QByteArray csv = csvLine(columns);
    for (const QStringList& row : rows)
        csv += csvLine(row);
    return csv;
}

QString csvNumber(double value) {
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace towerlab::ui
