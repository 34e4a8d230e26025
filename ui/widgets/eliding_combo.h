// SPDX-License-Identifier: MIT
#pragma once

#include <QComboBox>

namespace towerlab::ui {

/// A combo box for narrow places: it ends what does not fit with an ellipsis, and opens as wide as
/// its entries.
class ElidingCombo : public QComboBox {
    Q_OBJECT
public:
    using QComboBox::QComboBox;

    void showPopup() override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace towerlab::ui
