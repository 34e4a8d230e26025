// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace towerlab::ui {

/// One line of plain text, cut with an ellipsis where it doesn't fit; the whole is its tooltip.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
};

} // namespace towerlab::ui
