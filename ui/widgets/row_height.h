// SPDX-License-Identifier: MIT
#pragma once

class QTableView;

namespace towerlab::ui {

/// Gives all rows of a table so many pixels at a text scale of 100 %, now and at each change of the
/// text scale.
void setRowHeight(QTableView* table, int atFullSize);

} // namespace towerlab::ui
