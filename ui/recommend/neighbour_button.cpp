// SPDX-License-Identifier: MIT
#include "ui/recommend/neighbour_button.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/tool_tip.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

namespace towerlab::ui {
namespace {

constexpr int gap = 8;
constexpr qreal radius = 5;

} // namespace

RecommendNeighbourButton::RecommendNeighbourButton(QWidget* parent) : QAbstractButton(parent) {
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
}

void RecommendNeighbourButton::setMovie(std::size_t movieRow, const QString& title,
                                        const QString& fullTitle, float similarity) {
    movieRow_ = movieRow;
    similarity_ = QLocale().toString(double{similarity}, 'f', 2);
    QString text = title;
    setText(text.replace(u'&', QStringLiteral("&&"))); // a title's "&" is no mnemonic
    setAccessibleName(tr("%1, similarity %2").arg(fullTitle, similarity_));
    setToolTip(
        plainTip(tr("%1\nCosine of the angle between the two movies' vectors: %2. 1 is the same "
                    "direction, 0 a right angle.")
                     .arg(fullTitle, QLocale().toString(double{similarity}, 'f', 4))));
    update();
}

QSize RecommendNeighbourButton::sizeHint() const { return {180, rowHeight()}; }
QSize RecommendNeighbourButton::minimumSizeHint() const { return {80, rowHeight()}; }

void RecommendNeighbourButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || isDown()) {
        QColor tint = theme::accent();
        tint.setAlpha(isDown() ? 60 : 30);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tint);
        painter.drawRoundedRect(rect(), radius, radius);
    }
    if (hasFocus()) {
        painter.setPen(theme::accent());
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    }
    const QRect inner = rect().adjusted(margin, 0, -margin, 0);
    painter.setPen(theme::mutedText());
    painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, similarity_);
    const int room = inner.width() - fontMetrics().horizontalAdvance(similarity_) - gap;
    QString title = text();
    title.replace(QStringLiteral("&&"), QStringLiteral("&"));
    painter.setPen(theme::accent());
    painter.drawText(QRect(inner.left(), inner.top(), room, inner.height()),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(title, Qt::ElideRight, room));
}

bool RecommendNeighbourButton::event(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        update();
    return QAbstractButton::event(event);
}

} // namespace towerlab::ui
