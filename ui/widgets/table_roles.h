// SPDX-License-Identifier: MIT
#pragma once

#include <Qt>

namespace towerlab::ui {

/// Data roles that all table models of the window share.
enum TableRole {
    SortRole = Qt::UserRole, ///< the plain value of a cell, so that numbers sort as numbers
    RowRole,                 ///< row of the data set, as qulonglong
    BarRole,                 ///< length of a cell's bar, as double in [0, 1]
    FilterTextRole,          ///< text of the row that search boxes look into
};

} // namespace towerlab::ui
