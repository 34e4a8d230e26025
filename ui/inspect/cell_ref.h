// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace towerlab::ui {

/// A place in the picture: a box, and perhaps one cell of one of its strips.
struct CellRef {
    QString box;    ///< empty: nowhere
    int strip = -1; ///< -1: the box itself
    int cell = -1;

    bool isNull() const { return box.isEmpty(); }
    friend bool operator==(const CellRef&, const CellRef&) = default;
};

} // namespace towerlab::ui
