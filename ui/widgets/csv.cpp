// SPDX-License-Identifier: MIT
#include "ui/widgets/csv.h"

#include <QLocale>

namespace towerlab::ui {
namespace {

QByteArray csvField(const QString& text) {
    QByteArray bytes = text.toUtf8();
    const bool plain = !bytes.contains(',') && !bytes.contains('"') && !bytes.contains('\n') &&
                       !bytes.contains('\r');
    if (plain)
        return bytes;
    bytes.replace("\"", "\"\"");
    return '"' + bytes + '"';
}

} // namespace

QByteArray csvLine(const QStringList& fields) {
    QByteArray line;
    for (qsizetype i = 0; i < fields.size(); ++i)
        line += (i > 0 ? "," : "") + csvField(fields[i]);
    return line + "\r\n";
}

QString csvNumber(double value) {
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

} // namespace towerlab::ui
