// SPDX-License-Identifier: MIT
#pragma once

class QTableView;

namespace towerlab::ui {

/// Dense rows without a frame, for tables that stand inside a card.
void makeDense(QTableView* table);
/// The same for tables of movies, where MovieDelegate shows what is chosen, not the selection.
void makeMovieTable(QTableView* table);

inline constexpr int denseRowHeight = 24;

} // namespace towerlab::ui
