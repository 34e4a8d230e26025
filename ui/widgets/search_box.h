// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>

namespace towerlab::ui {

/// A line to search with: a magnifier, a button that clears it, and Escape does so too. The first
/// visible one of a place is what Edit > Find goes to.
class SearchBox : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchBox(QWidget* parent = nullptr);

protected:
    bool event(QEvent* event) override;
};

} // namespace towerlab::ui
