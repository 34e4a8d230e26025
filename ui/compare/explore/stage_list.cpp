// SPDX-License-Identifier: MIT
#include "ui/compare/explore/stage_list.h"
#include "ui/widgets/theme.h"

#include <QLocale>
#include <cstdlib>

#include <algorithm>

namespace towerlab::ui {

StageList stageList(const TwoStageScorer& scorer, const PlannedTest& test, std::size_t userRow,
                    float likedFrom) {
    StageList list;
    list.user = testedUser(test, userRow, likedFrom);
    list.ranked = scorer.stages(userRow);
    list.retrieved = list.ranked;
    std::sort(list.retrieved.begin(), list.retrieved.end(),
              [](const TwoStageMovie& a, const TwoStageMovie& b) {
                  return a.retrievalPlace < b.retrievalPlace;
              });
    return list;
}

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
