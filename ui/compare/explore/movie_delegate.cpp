// SPDX-License-Identifier: MIT
#include "ui/compare/explore/movie_delegate.h"

#include <QCoreApplication>

#include "ui/compare/explore/movie_highlight.h"
#include "ui/data/rating_text.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>

#include <utility>

namespace towerlab::ui {
namespace {

constexpr int margin = 7;
constexpr int glyphRoom = 16;

QColor tinted(QColor colour, int alpha) {
    colour.setAlpha(alpha);
    return colour;
}

} // namespace

MovieDelegate::MovieDelegate(const MovieHighlight* highlight, int markColumn, QObject* parent)
    : QStyledItemDelegate(parent), highlight_(highlight), markColumn_(markColumn) {}

void MovieDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = std::exchange(cell.text, QString());
    const bool focused = cell.state.testFlag(QStyle::State_HasFocus);
    cell.state &= ~(QStyle::State_Selected | QStyle::State_HasFocus);
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    painter->save();
    const QVariant movie = index.data(RowRole);
    const auto mark = static_cast<MovieMark>(index.data(MarkRole).toInt());
    const bool standsOut = movie.isValid() && highlight_->movie() &&
                           *highlight_->movie() == static_cast<std::size_t>(movie.toULongLong());
    if (mark != MovieMark::None)
        painter->fillRect(cell.rect, tinted(markColour(mark), theme::isDark() ? 46 : 30));
    if (standsOut)
        painter->fillRect(cell.rect, tinted(theme::accent(), theme::isDark() ? 100 : 60));
    if (focused) {
        painter->setPen(theme::accent());
        painter->drawRect(QRectF(cell.rect).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    if (index.data(ApartRole).toBool()) {
        painter->setPen(QPen(theme::mutedText(), 1, Qt::DashLine));
        painter->drawLine(cell.rect.topLeft(), cell.rect.topRight());
    }
    QRect inner = cell.rect.adjusted(margin, 0, -margin, 0);
    QFont font = cell.font;
    if (mark != MovieMark::None && (markColumn_ < 0 || markColumn_ == index.column())) {
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(markColour(mark));
        painter->drawText(inner, Qt::AlignRight | Qt::AlignVCenter, markGlyph(mark));
        inner.adjust(0, 0, -glyphRoom, 0);
    }
    painter->setFont(font);
    const QVariant foreground = index.data(Qt::ForegroundRole);
    painter->setPen(foreground.isValid() ? foreground.value<QColor>()
                                         : cell.palette.color(QPalette::Text));
    painter->drawText(inner, static_cast<int>(cell.displayAlignment),
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, inner.width()));
    painter->restore();
}

namespace {

QString tr(const char* text) { return QCoreApplication::translate("MovieMarks", text); }

} // namespace

QString markGlyph(MovieMark mark) {
    switch (mark) {
    case MovieMark::Hit:
        return QStringLiteral("✓");
    case MovieMark::NotLiked:
        return QStringLiteral("✗");
    case MovieMark::None:
        break;
    }
    return {};
}

QColor markColour(MovieMark mark) { return theme::category(mark == MovieMark::Hit ? 2 : 3); }

QString ratingOrDash(const RatedMovie& movie) {
    if (!movie.stars)
        return QStringLiteral("–");
    const QString number = ratingNumber(double{*movie.stars});
    return movie.inStars ? tr("%1 ★").arg(number) : number;
}

QString markText(const TestedUser& user, std::int32_t movie) {
    const RatedMovie* held = user.heldOutMovie(movie);
    if (held == nullptr)
        return {};
    if (!held->stars)
        return tr("✓ Held out for the test: to be found");
    if (held->mark == MovieMark::Hit)
        return tr("✓ Held out for the test, and liked (%1)").arg(ratingOrDash(*held));
    return (held->toBeFound ? tr("✗ Held out for the test but not liked (%1); the test counts it "
                                 "as found all the same")
                            : tr("✗ Held out for the test but not liked (%1): no hit"))
        .arg(ratingOrDash(*held));
}

} // namespace towerlab::ui
