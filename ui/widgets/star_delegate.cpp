// SPDX-License-Identifier: MIT
#include "ui/widgets/star_delegate.h"

#include "ui/widgets/table_roles.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace towerlab::ui {
namespace {

constexpr int starCount = 5;
constexpr int starSize = 13;
constexpr int starStep = 15;
constexpr int margin = 8; // as the style sheet pads the other cells
constexpr int numberGap = 7;

/// A five-pointed star in a square of starSize at the origin.
QPainterPath starPath() {
    constexpr double outer = starSize / 2.0;
    constexpr double inner = outer * 0.45;
    QPainterPath path;
    for (int corner = 0; corner < 2 * starCount; ++corner) {
        const double radius = corner % 2 == 0 ? outer : inner;
        const double angle = std::numbers::pi * (corner / double(starCount) - 0.5);
        const QPointF point(outer + radius * std::cos(angle), outer + radius * std::sin(angle));
        if (corner == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    path.closeSubpath();
    return path;
}

const QPainterPath& starsPath() {
    static const QPainterPath path = [] {
        QPainterPath all;
        for (int i = 0; i < starCount; ++i)
            all.addPath(starPath().translated(i * starStep, 0));
        return all;
    }();
    return path;
}

void paintStars(QPainter* painter, const QPointF& at, double stars, const QColor& empty) {
    // Whole steps between stars must not count as part of one: 3.5 ends in the fourth's middle.
    const double whole = std::floor(stars);
    const double filled = whole * starStep + (stars - whole) * starSize;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(at);
    painter->setPen(Qt::NoPen);
    painter->setBrush(empty);
    painter->drawPath(starsPath());
    painter->setClipRect(QRectF(0, -1, filled, starSize + 2), Qt::IntersectClip);
    painter->setBrush(theme::star());
    painter->drawPath(starsPath());
    painter->restore();
}

} // namespace

StarDelegate::StarDelegate(QObject* parent) : QStyledItemDelegate(parent) {}

QString StarDelegate::displayText(const QVariant& value, const QLocale& locale) const {
    bool isNumber = false;
    const double stars = value.toDouble(&isNumber);
    return isNumber && stars > 0 ? locale.toString(stars, 'f', 1) : QStringLiteral("–");
}

void StarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    item.text.clear();
    const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const QVariant value = index.data(SortRole);
    const QString text = displayText(value, item.locale);
    const double stars = std::clamp(value.toDouble(), 0.0, double(starCount));
    const QRect area = item.rect.adjusted(margin, 0, -margin, 0);
    painter->save();
    painter->setClipRect(item.rect, Qt::IntersectClip);
    // The selection is a tint of the accent under normal text, so one text colour serves both.
    const QColor textColour = item.palette.color(QPalette::Text);
    QColor empty = textColour;
    empty.setAlpha(45);
    paintStars(painter, QPointF(area.left(), area.center().y() - starSize / 2.0 + 0.5), stars,
               empty);
    painter->setFont(item.font);
    painter->setPen(stars > 0 ? textColour : theme::mutedText());
    painter->drawText(area.adjusted(starCount * starStep + numberGap, 0, 0, 0),
                      Qt::AlignLeft | Qt::AlignVCenter, text);
    painter->restore();
}

QSize StarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    const int number = option.fontMetrics.horizontalAdvance(QStringLiteral("5.0"));
    return {2 * margin + starCount * starStep + numberGap + number, 30};
}

} // namespace towerlab::ui
