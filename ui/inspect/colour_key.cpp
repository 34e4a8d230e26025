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
constexpr int apart = 10;

} // namespace

ColourKey::ColourKey(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("colourKey"));
    setAccessibleName(tr("What the colours mean"));
}

void ColourKey::setNumbers(std::shared_ptr<const PictureNumbers> numbers) {
    scales_.clear();
    const auto add = [&](const QString& name, Quantity quantity) {
        const bool gradients = numbers->showsGradients() && scales_.empty();
        scales_.push_back({gradients ? tr("Gradients ∂L/∂… of %1").arg(name) : name,
                           numbers->limit(quantity)});
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
    updateGeometry();
    update();
}

QSize ColourKey::sizeHint() const {
    const QFontMetrics metrics(scaledFont(font(), 0.86));
    int width = 0;
    for (const Scale& scale : scales_)
        width += metrics.horizontalAdvance(scale.name + u'−' + shortNumber(scale.limit) +
                                           shortNumber(scale.limit)) +
                 theme::pixels(barWidth + 4 * gapWidth + apart);
    return {std::max(width, theme::pixels(40)), theme::pixels(20)};
}

void ColourKey::paintEvent(QPaintEvent*) {
    if (scales_.empty())
        return;
    QPainter painter(this);
    const QFont small = scaledFont(font(), 0.86);
    painter.setFont(small);
    const QFontMetrics metrics(small);
    const int bar = theme::pixels(barWidth);
    const int gap = theme::pixels(gapWidth);
    const int height = theme::pixels(8);
    const int middle = this->height() / 2;
    int x = 0;
    for (const Scale& scale : scales_) {
        const QString low = QStringLiteral("−%1").arg(shortNumber(scale.limit));
        const QString high = shortNumber(scale.limit);
        const auto text = [&](const QString& words, const QColor& colour) {
            const int wide = metrics.horizontalAdvance(words);
            painter.setPen(colour);
            painter.drawText(QRect(x, 0, wide + 2, this->height()), Qt::AlignVCenter, words);
            x += wide + gap;
        };
        text(scale.name, theme::text());
        text(low, theme::mutedText());
        for (int i = 0; i < bar; ++i)
            painter.fillRect(x + i, middle - height / 2, 1, height,
                             theme::diverging(2.0 * i / (bar - 1) - 1));
        x += bar + gap;
        text(high, theme::mutedText());
        x += theme::pixels(apart);
    }
}

void ColourKey::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        update();
}

} // namespace towerlab::ui
