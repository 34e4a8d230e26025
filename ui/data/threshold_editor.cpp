// SPDX-License-Identifier: MIT
#include "ui/data/threshold_editor.h"

#include "ui/widgets/setting_editor.h"

#include <QCoreApplication>

#include <algorithm>

namespace towerlab::ui {

void setScale(SettingEditor* editor, const RatingScale& scale, double anyFrom) {
    const bool stars = areStars(scale.lowest, scale.highest);
    editor->setScale(std::min(anyFrom, double{scale.lowest}), stars ? 5.0 : double{scale.highest},
                     thresholdStep(scale),
                     stars ? QCoreApplication::translate("towerlab::ui::RatingText", "stars")
                           : QString());
}

} // namespace towerlab::ui
