// SPDX-License-Identifier: MIT
#include "ui/compare/explore/stage_list.h"

#include <algorithm>

namespace towerlab::ui {

StageList stageList(const TwoStageScorer& scorer, const PlannedTest& test, std::size_t userRow,
                    float likedFrom) {
    StageList list;
    list.user = testedUser(test, userRow, likedFrom);
    list.ranked = scorer.stages(userRow);
    list.recalled = list.ranked;
    std::sort(list.recalled.begin(), list.recalled.end(),
              [](const TwoStageMovie& a, const TwoStageMovie& b) {
                  return a.recallPlace < b.recallPlace;
              });
    return list;
}

} // namespace towerlab::ui
