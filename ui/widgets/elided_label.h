// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace towerlab::ui {

/// One line of plain text, cut with an ellipsis where it doesn't fit; the whole is its tooltip.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    /// Where it is cut: at the end, unless told otherwise.
    void setElideMode(Qt::TextElideMode mode);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    Qt::TextElideMode mode_ = Qt::ElideRight;
};

} // namespace towerlab::ui
