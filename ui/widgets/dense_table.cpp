// SPDX-License-Identifier: MIT
#include "ui/widgets/dense_table.h"

#include "ui/widgets/swatch.h"

#include <QColor>
#include <QWidget>

namespace towerlab::ui {

void DiscDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    const auto colour = index.data(Qt::DecorationRole).value<QColor>();
    option->icon = swatch(colour, option->widget->devicePixelRatioF());
    option->decorationSize = {12, 12};
}

} // namespace towerlab::ui
