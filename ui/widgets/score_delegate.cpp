// SPDX-License-Identifier: MIT
#include "ui/widgets/score_delegate.h"

#include "ui/widgets/table_roles.h"
#include "ui/widgets/value_bar.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

#include <utility>

namespace towerlab::ui {
namespace {

constexpr int minimumBarWidth = 40;
constexpr int margin = 8;
constexpr int gap = 8;

} // namespace

ScoreDelegate::ScoreDelegate(QObject* parent) : QStyledItemDelegate(parent) {}

void ScoreDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = std::exchange(cell.text, QString());
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    const QRect inner = cell.rect.adjusted(margin, 0, -margin, 0);
    const int textWidth = qMax(cell.fontMetrics.horizontalAdvance(QStringLiteral("100.0 %")),
                               cell.fontMetrics.horizontalAdvance(text));
    painter->save();
    painter->setClipRect(cell.rect);
    const qreal barWidth = inner.width() - textWidth - gap;
    if (barWidth > 0)
        paintValueBar(painter,
                      QRectF(inner.left(), inner.center().y() + 0.5 - valueBarHeight / 2, barWidth,
                             valueBarHeight),
                      index.data(BarRole).toDouble());
    // The style sheet keeps the text colour in a selected row, and so does this.
    painter->setPen(cell.palette.color(QPalette::Text));
    painter->setFont(cell.font);
    painter->drawText(inner, Qt::AlignRight | Qt::AlignVCenter, text);
    painter->restore();
}

QSize ScoreDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.rwidth() = 2 * margin + minimumBarWidth + gap +
                    option.fontMetrics.horizontalAdvance(QStringLiteral("100.0 %"));
    return size;
}

} // namespace towerlab::ui
