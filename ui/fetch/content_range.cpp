// SPDX-License-Identifier: MIT
#include "ui/fetch/content_range.h"

#include <QRegularExpression>

namespace towerlab::ui {

std::optional<ContentRange> contentRange(const QByteArray& header) {
    static const QRegularExpression form(
        QStringLiteral("^bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})$"));
    const auto match = form.match(QString::fromLatin1(header.trimmed()));
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 first = match.captured(1).toLongLong();
    const qint64 last = match.captured(2).toLongLong();
    const qint64 total = match.captured(3).toLongLong();
    if (first > last || last + 1 != total)
        return std::nullopt;
    return ContentRange{first, total};
}

} // namespace towerlab::ui
