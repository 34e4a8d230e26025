// SPDX-License-Identifier: MIT
#pragma once

#include "core/methods/two_stage.h"
#include "ui/compare/explore/tested_user.h"

#include <QColor>
#include <QString>

#include <vector>

namespace towerlab::ui {

/// How a recommender of two stages came to a user's list.
struct StageList {
    TestedUser user;
    std::vector<TwoStageMovie> ranked;    ///< in the ranker's order
    std::vector<TwoStageMovie> retrieved; ///< the same in the order of retrieval

    /// Places that the ranker lifted a movie by; below 0 where it sank.
    static int rise(const TwoStageMovie& movie) { return movie.retrievalPlace - movie.rankPlace; }
};

StageList stageList(const TwoStageScorer& scorer, const PlannedTest& test, std::size_t userRow,
                    float likedFrom);

/// "▲ 12", "▼ 5" or "=": by how many places the second stage lifted a movie.
QString moveText(int rise);
/// Blue for up, vermilion for down, muted for neither.
QColor moveColour(int rise);

} // namespace towerlab::ui
