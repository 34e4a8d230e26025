// SPDX-License-Identifier: MIT
#include "ui/compare/family_legend.h"

#include "ui/compare/chart_ink.h"
#include "ui/compare/compare_text.h"
#include "ui/theme.h"

#include <QEvent>

namespace towerlab::ui {
namespace {

constexpr int fontPixels = 11;
constexpr int legendHeight = 18;

} // namespace

FamilyLegend::FamilyLegend(QWidget* parent) : QWidget(parent) {
    QFont small = font();
    small.setPixelSize(fontPixels);
    setFont(small);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QStringList names;
    for (int i = 0; i < 4; ++i)
        names << familyText(static_cast<MethodFamily>(i));
    setAccessibleName(tr("Families of methods: %1").arg(names.join(QStringLiteral(", "))));
}

QSize FamilyLegend::sizeHint() const { return {360, legendHeight}; }

void FamilyLegend::paintEvent(QPaintEvent*) {
    QCPPainter painter(this);
    painter.setAntialiasing(true);
    painter.setFont(font());
    const ChartInk ink = ChartInk::ofTheme();
    double x = 2;
    for (int i = 0; i < 4; ++i) {
        constexpr double mark = 8;
        constexpr double gap = 5;
        constexpr double between = 16;
        const auto family = static_cast<MethodFamily>(i);
        const QCPScatterStyle style = familyMark(family, ink, mark);
        style.applyTo(&painter, QPen());
        style.drawShape(&painter, x + mark / 2, rect().center().y() + 0.5);
        x += mark + gap;
        const QString name = familyText(family);
        painter.setPen(theme::mutedText());
        painter.drawText(QRectF(x, 0, width() - x, rect().height()), Qt::AlignVCenter, name);
        x += QFontMetricsF(font()).horizontalAdvance(name) + between;
    }
}

void FamilyLegend::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

} // namespace towerlab::ui
