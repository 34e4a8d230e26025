// SPDX-License-Identifier: MIT
#include "ui/widgets/value_bar.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace towerlab::ui {

void paintValueBar(QPainter* painter, const QRectF& track, double share) {
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme::gridLine());
    painter->drawRoundedRect(track, valueBarHeight / 2, valueBarHeight / 2);
    QRectF filled = track;
    filled.setWidth(track.width() * qBound(0.0, share, 1.0));
    painter->setBrush(theme::accent());
    painter->drawRoundedRect(filled, valueBarHeight / 2, valueBarHeight / 2);
}

} // namespace towerlab::ui
