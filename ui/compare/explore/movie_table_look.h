// SPDX-License-Identifier: MIT
#pragma once

class QTableView;

namespace towerlab::ui {

/// Dense rows without a frame, for tables of movies that stand inside a card.
void makeDense(QTableView* table);

inline constexpr int denseRowHeight = 24;

} // namespace towerlab::ui
