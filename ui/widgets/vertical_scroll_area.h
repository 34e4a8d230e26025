// SPDX-License-Identifier: MIT
#pragma once

#include <QScrollArea>

namespace towerlab::ui {

/// A frameless scroll area as wide as what is in it, that moves up and down only: QScrollArea alone
/// slides sideways to a focused widget that reaches past the edge, even without a scroll bar.
class VerticalScrollArea : public QScrollArea {
public:
    explicit VerticalScrollArea(QWidget* parent = nullptr);

    /// Takes ownership; what was in it before is deleted.
    void setContents(QWidget* contents);
};

} // namespace towerlab::ui
