// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace towerlab::ui {

/// What would be lost by leaving what is open, asked about once.
struct Losses {
    bool training = false;  ///< a run is under way
    bool comparing = false; ///< a comparison is under way
    int runs = 0;           ///< finished, and in no file

    bool any() const { return training || comparing || runs > 0; }
};

enum class Leave { Keep, Discard, Stay };

/// Asks what to do with them, in verbs; Escape stays, Enter keeps.
Leave askBeforeLeaving(QWidget* parent, const Losses& losses);

} // namespace towerlab::ui
