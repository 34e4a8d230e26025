// SPDX-License-Identifier: MIT
#include "ui/compare/explore/stage_move.h"

#include "ui/theme.h"

#include <QLocale>

#include <cstdlib>

namespace towerlab::ui {

QString moveText(int rise) {
    if (rise == 0)
        return QStringLiteral("=");
    return (rise > 0 ? QStringLiteral("▲ %1") : QStringLiteral("▼ %1"))
        .arg(QLocale().toString(std::abs(rise)));
}

QColor moveColour(int rise) {
    if (rise == 0)
        return theme::mutedText();
    return theme::category(rise > 0 ? 0 : 3);
}

} // namespace towerlab::ui
