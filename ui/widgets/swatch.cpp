// SPDX-License-Identifier: MIT
#include "ui/widgets/swatch.h"

#include <QPainter>
#include <QPixmap>

namespace towerlab::ui {

QIcon swatch(const QColor& colour, double devicePixelRatio) {
    constexpr int side = 12;
    QPixmap pixmap(QSize(side, side) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QRectF(1, 1, side - 2, side - 2));
    QIcon icon;
    for (const auto mode : {QIcon::Normal, QIcon::Selected})
        icon.addPixmap(pixmap, mode);
    return icon;
}

} // namespace towerlab::ui
