// SPDX-License-Identifier: MIT
#pragma once

#include "ui/fetch/releases.h"

#include <QWidget>

class QLabel;

namespace towerlab::ui {

/// The licence of a release in our words, with the way to the terms themselves.
class LicenceCard : public QWidget {
    Q_OBJECT
public:
    explicit LicenceCard(QWidget* parent = nullptr);

    void setRelease(const Release& release);

private:
    QLabel* heading_;
    QLabel* terms_;
    QLabel* readme_;
};

} // namespace towerlab::ui
