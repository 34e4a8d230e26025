// SPDX-License-Identifier: MIT
#include "ui/inspect/colour_key.h"

#include "ui/towers/tower_painter.h"
#include "ui/widgets/scaled_font.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace towerlab::ui {
namespace {

// In pixels at full text size.
constexpr int barWidth = 34;
constexpr int gapWidth = 5;
constexpr int apart = 14;
constexpr int lineHeight = 19;

} // namespace

ColourKey::ColourKey(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("colourKey"));
    setAccessibleName(tr("What the colours mean"));
    arrange();
}

void ColourKey::setNumbers(std::shared_ptr<const PictureNumbers> numbers) {
    scales_.clear();
    const auto add = [&](const QString& name, Quantity quantity) {
        const bool gradients = numbers->showsGradients() && scales_.empty();
        scales_.push_back(
            {gradients ? tr("∂L/∂…: %1").arg(name) : name, numbers->limit(quantity), {}});
    };
    if (numbers) {
        add(tr("embeddings"), Quantity::Embedding);
        add(tr("layers"), Quantity::Layer);
        add(tr("vectors"), Quantity::Vector);
        add(tr("u v"), Quantity::Product);
        add(tr("w"), Quantity::Weight);
    }
    QStringList told;
    for (const Scale& scale : scales_)
        told << tr("%1: from −%2 (blue) over 0 to %2 (orange)")
                    .arg(scale.name, shortNumber(scale.limit));
    setAccessibleDescription(told.join(QStringLiteral(". ")));
    arrange();
    update();
}

QFont ColourKey::smallFont() const { return scaledFont(font(), 0.86); }

int ColourKey::widthOf(const Scale& scale) const {
    const QFontMetrics metrics(smallFont());
    return metrics.horizontalAdvance(scale.name + u'−' + shortNumber(scale.limit) +
                                     shortNumber(scale.limit)) +
           theme::pixels(barWidth + 4 * gapWidth);
}

/// From left to right, and where there is no room for all, on a second line.
void ColourKey::arrange() {
    int x = 0;
    int line = 0;
    for (Scale& scale : scales_) {
        const int wide = widthOf(scale);
        if (x > 0 && x + wide > width()) {
            x = 0;
            ++line;
        }
        scale.place = {x, line * theme::pixels(lineHeight)};
        x += wide + theme::pixels(apart);
    }
    const int height = (line + 1) * theme::pixels(lineHeight);
    if (height != minimumHeight())
        setFixedHeight(height);
}

void ColourKey::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(smallFont());
    const QFontMetrics metrics(smallFont());
    const int bar = theme::pixels(barWidth);
    const int gap = theme::pixels(gapWidth);
    const int thick = theme::pixels(8);
    const int line = theme::pixels(lineHeight);
    for (const Scale& scale : scales_) {
        int x = scale.place.x();
        const int top = scale.place.y();
        const auto text = [&](const QString& words, const QColor& colour) {
            const int wide = metrics.horizontalAdvance(words);
            painter.setPen(colour);
            painter.drawText(QRect(x, top, wide + 2, line), Qt::AlignVCenter, words);
            x += wide + gap;
        };
        text(scale.name, theme::text());
        text(QStringLiteral("−%1").arg(shortNumber(scale.limit)), theme::mutedText());
        for (int i = 0; i < bar; ++i)
            painter.fillRect(x + i, top + (line - thick) / 2, 1, thick,
                             theme::diverging(2.0 * i / (bar - 1) - 1));
        x += bar + gap;
        text(shortNumber(scale.limit), theme::mutedText());
    }
}

void ColourKey::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void ColourKey::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        update();
}

} // namespace towerlab::ui
