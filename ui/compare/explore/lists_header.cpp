// SPDX-License-Identifier: MIT
#include "ui/compare/explore/lists_header.h"

#include "ui/compare/explore/lists_model.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace towerlab::ui {
namespace {

constexpr int headerHeight = 50;
constexpr int margin = 8;
int lineHeight() { return theme::pixels(18); }
constexpr int smallText = 11;

/// A rounded frame with a word in it; returns its width.
int paintChip(QPainter* painter, const QPoint& topRight, const QString& text) {
    QFont font = painter->font();
    font.setPixelSize(theme::pixels(smallText - 1));
    font.setWeight(QFont::Normal);
    painter->setFont(font);
    const int width = QFontMetrics(font).horizontalAdvance(text) + 12;
    const QRectF frame(topRight.x() - width + 0.5, topRight.y() + 1.5, width - 1, lineHeight() - 3);
    painter->setPen(theme::mutedText());
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(frame, frame.height() / 2, frame.height() / 2);
    painter->drawText(frame, Qt::AlignCenter, text);
    return width;
}

} // namespace

ListsHeader::ListsHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setSectionsMovable(true);
    setHighlightSections(false);
    setMinimumSectionSize(120);
    setDefaultSectionSize(176);
}

QSize ListsHeader::sizeHint() const {
    return {QHeaderView::sizeHint().width(), theme::pixels(headerHeight)};
}

void ListsHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    const auto text = [&](int role) {
        return model()->headerData(section, Qt::Horizontal, role).toString();
    };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(rect, theme::cardBackground());
    painter->setPen(theme::gridLine());
    painter->drawLine(QPointF(rect.left(), rect.bottom() + 0.5),
                      QPointF(rect.right() + 1, rect.bottom() + 0.5));
    const QRect inner = rect.adjusted(margin, 5, -margin, 0);
    const QFont plain = font();
    const QString stage = text(ListsModel::StageRole);
    const int chip = stage.isEmpty() ? 0 : paintChip(painter, inner.topRight(), stage);
    QFont bold = plain;
    bold.setPixelSize(theme::pixels(smallText + 2));
    bold.setWeight(QFont::DemiBold);
    painter->setFont(bold);
    painter->setPen(palette().color(QPalette::Text));
    const int room = inner.width() - chip - margin;
    painter->drawText(QRect(inner.left(), inner.top(), room, lineHeight()),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(bold).elidedText(text(Qt::DisplayRole), Qt::ElideRight, room));
    QFont small = plain;
    small.setPixelSize(theme::pixels(smallText));
    small.setWeight(QFont::Normal);
    painter->setFont(small);
    painter->setPen(theme::mutedText());
    painter->drawText(
        QRect(inner.left(), inner.top() + lineHeight() + 1, inner.width(), lineHeight()),
        Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(small).elidedText(text(ListsModel::FiguresRole), Qt::ElideRight,
                                       inner.width()));
    painter->restore();
}

} // namespace towerlab::ui
