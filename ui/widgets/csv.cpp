// SPDX-License-Identifier: MIT
#include "ui/widgets/csv.h"

#include "core/io/csv.h"

#include <QLocale>

namespace towerlab::ui {

QByteArray csvLine(const QStringList& fields) {
    std::string line;
    for (qsizetype i = 0; i < fields.size(); ++i)
        line += (i > 0 ? "," : "") + csvField(fields[i].toStdString());
    return QByteArray::fromStdString(line + "\r\n");
}

QString csvNumber(double value) {
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace towerlab::ui
