// SPDX-License-Identifier: MIT
#include "ui/widgets/vertical_scroll_area.h"

#include <QScrollBar>

namespace towerlab::ui {

VerticalScrollArea::VerticalScrollArea(QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    setFocusPolicy(Qt::NoFocus); // it follows the focus of what is in it
    QScrollBar* sideways = horizontalScrollBar();
    connect(sideways, &QScrollBar::rangeChanged, this, [sideways] { sideways->setRange(0, 0); });
}

void VerticalScrollArea::setContents(QWidget* contents) {
    setWidget(contents);
    contents->setAutoFillBackground(false); // which setWidget() switched on
}

} // namespace towerlab::ui
