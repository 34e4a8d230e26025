// SPDX-License-Identifier: MIT
#include "ui/widgets/rating_delegate.h"

#include "ui/widgets/table_roles.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_bar.h"

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
constexpr int figureWidth = starCount * starStep; ///< of stars, and of a bar

QString dash() { return QStringLiteral("–"); }

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

RatingDelegate::RatingDelegate(QObject* parent) : QStyledItemDelegate(parent) {}

void RatingDelegate::setBars(double lowest, double highest) {
    stars_ = false;
    lowest_ = lowest;
    highest_ = highest;
}

void RatingDelegate::setStars() { stars_ = true; }

QString RatingDelegate::displayText(const QVariant& value, const QLocale& locale) const {
    if (!stars_)
        return value.toString(); // what the model says
    bool isNumber = false;
    const double stars = value.toDouble(&isNumber);
    return isNumber && stars > 0 ? locale.toString(stars, 'f', 1) : dash();
}

RatingDelegate::Shown RatingDelegate::shown(const QStyleOptionViewItem& item,
                                            const QModelIndex& index) const {
    const QVariant value = index.data(SortRole);
    Shown shown{value.toDouble(), stars_ ? displayText(value, item.locale) : item.text, false};
    shown.none = shown.text.isEmpty() || shown.text == dash();
    return shown;
}

void RatingDelegate::paintValue(QPainter* painter, const QRectF& place, const Shown& shown,
                                const QColor& empty) const {
    if (stars_) {
        const double stars = std::clamp(shown.value, 0.0, double(starCount));
        paintStars(painter, {place.left(), place.center().y() - starSize / 2.0 + 0.5}, stars,
                   empty);
    } else if (!shown.none) {
        const double range = highest_ - lowest_;
        paintValueBar(
            painter,
            {place.left(), place.center().y() - valueBarHeight / 2, place.width(), valueBarHeight},
            range > 0 ? (shown.value - lowest_) / range : 1);
    }
}

void RatingDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const Shown what = shown(item, index);
    item.text.clear();
    const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    const QRectF area = QRectF(item.rect).adjusted(margin, 0, -margin, 0);
    painter->save();
    painter->setClipRect(item.rect, Qt::IntersectClip);
    // The selection is a tint of the accent under normal text, so one text colour serves both.
    const QColor textColour = item.palette.color(QPalette::Text);
    QColor empty = textColour;
    empty.setAlpha(45);
    paintValue(painter, {area.topLeft(), QSizeF(figureWidth, area.height())}, what, empty);
    painter->setFont(item.font);
    painter->setPen(what.none ? theme::mutedText() : textColour);
    painter->drawText(area.adjusted(figureWidth + numberGap, 0, 0, 0),
                      Qt::AlignLeft | Qt::AlignVCenter, what.text);
    painter->restore();
}

QSize RatingDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    const QString widest = stars_ ? QStringLiteral("5.0")
                                  : option.locale.toString(std::max(highest_, -lowest_), 'f', 1);
    const int number = option.fontMetrics.horizontalAdvance(widest);
    return {2 * margin + figureWidth + numberGap + number, 30};
}

} // namespace towerlab::ui
