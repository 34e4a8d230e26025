// SPDX-License-Identifier: MIT
#include "ui/widgets/eliding_combo.h"

#include <QAbstractItemView>
#include <QStylePainter>

#include <algorithm>

namespace towerlab::ui {

void ElidingCombo::showPopup() {
    constexpr int room = 28;
    view()->setMinimumWidth(std::max(width(), view()->sizeHintForColumn(0) + room));
    QComboBox::showPopup();
}

void ElidingCombo::paintEvent(QPaintEvent*) {
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    if (currentIndex() < 0) {
        option.currentText = placeholderText();
        option.palette.setBrush(QPalette::ButtonText, option.palette.placeholderText());
    }
    const QRect text =
        style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    option.currentText =
        fontMetrics().elidedText(option.currentText, Qt::ElideRight, text.width() - 4);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

} // namespace towerlab::ui
