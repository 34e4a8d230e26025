// SPDX-License-Identifier: MIT
#include "ui/compare/results/family_legend.h"

#include "ui/compare/shared/text.h"
#include "ui/widgets/theme.h"

#include <QEvent>

namespace towerlab::ui {
namespace {

constexpr int fontPixels = 11;
constexpr int legendHeight = 18;

} // namespace

void paintFamilyLegend(QCPPainter& painter, const QRectF& place, const ChartInk& ink) {
    painter.setAntialiasing(true);
    double x = place.left() + 2;
    for (int i = 0; i < 4; ++i) {
        constexpr double mark = 8;
        constexpr double gap = 5;
        constexpr double between = 16;
        const auto family = static_cast<MethodFamily>(i);
        const QCPScatterStyle style = familyMark(family, ink, mark);
        style.applyTo(&painter, QPen());
        style.drawShape(&painter, x + mark / 2, place.center().y() + 0.5);
        x += mark + gap;
        const QString name = familyText(family);
        painter.setPen(ink.muted);
        painter.drawText(QRectF(x, place.top(), place.right() - x, place.height()),
                         Qt::AlignVCenter, name);
        x += QFontMetricsF(painter.font()).horizontalAdvance(name) + between;
    }
}

FamilyLegend::FamilyLegend(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QStringList names;
    for (int i = 0; i < 4; ++i)
        names << familyText(static_cast<MethodFamily>(i));
    setAccessibleName(tr("Families of methods: %1").arg(names.join(QStringLiteral(", "))));
}

QSize FamilyLegend::sizeHint() const { return {360, legendHeight}; }

void FamilyLegend::paintEvent(QPaintEvent*) {
    QCPPainter painter(this);
    QFont small = font();
    small.setPixelSize(theme::pixels(fontPixels));
    painter.setFont(small);
    paintFamilyLegend(painter, rect(), ChartInk::ofTheme());
}

void FamilyLegend::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

} // namespace towerlab::ui
