// SPDX-License-Identifier: MIT
#pragma once

#include "ui/fetch/releases.h"

#include <QFrame>

#include <vector>

class QButtonGroup;
class QLabel;
class QRadioButton;

namespace towerlab::ui {

/// A release to choose: what it is, how many ratings, how large. A click anywhere chooses it.
class ReleaseRow : public QFrame {
    Q_OBJECT
public:
    explicit ReleaseRow(const Release& release, QWidget* parent = nullptr);

    QRadioButton* button() const { return button_; }
    /// Says what of it is in the folder that is loaded into.
    void setState(const QString& text);

protected:
    void mousePressEvent(QMouseEvent* event) override;

private:
    Release release_;
    QRadioButton* button_;
    QLabel* state_;
};

/// The releases of MovieLens, one of them chosen.
class ReleaseList : public QWidget {
    Q_OBJECT
public:
    explicit ReleaseList(QWidget* parent = nullptr);

    const Release& chosen() const;
    /// Looks what of each release is in that folder.
    void showStates(const QString& folder);

Q_SIGNALS:
    void chosenChanged();

private:
    QButtonGroup* group_;
    std::vector<ReleaseRow*> rows_;
};

} // namespace towerlab::ui
