// SPDX-License-Identifier: MIT
#include "ui/compare/results/family_legend.h"

#include "ui/compare/shared/text.h"

#include <QEvent>

#include <array>

namespace towerlab::ui {
namespace {

constexpr int fontPixels = 11;
constexpr int legendHeight = 18;

LegendKey keyOf(MethodFamily family) {
    constexpr std::array<QCPScatterStyle::ScatterShape, 4> shapes = {
        QCPScatterStyle::ssDisc, QCPScatterStyle::ssSquare, QCPScatterStyle::ssTriangle,
        QCPScatterStyle::ssDiamond};
    const auto index = static_cast<std::size_t>(family);
    return {familyText(family), theme::Ink::category(index), shapes[index]};
}

} // namespace

QCPScatterStyle familyMark(MethodFamily family, double size) {
    const LegendKey key = keyOf(family);
    const QColor colour = key.colour.colour();
    return {key.shape, QPen(colour, 1.5), QBrush(colour), size};
}

PlotLegend familyLegend() {
    PlotLegend legend;
    for (int i = 0; i < 4; ++i)
        legend.keys.push_back(keyOf(static_cast<MethodFamily>(i)));
    return legend;
}

FamilyLegend::FamilyLegend(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QStringList names;
    for (const LegendKey& key : familyLegend().keys)
        names << key.text;
    setAccessibleName(tr("Families of methods: %1").arg(names.join(QStringLiteral(", "))));
}

QSize FamilyLegend::sizeHint() const { return {360, theme::pixels(legendHeight)}; }

void FamilyLegend::paintEvent(QPaintEvent*) {
    QCPPainter painter(this);
    QFont small = font();
    small.setPixelSize(theme::pixels(fontPixels));
    painter.setFont(small);
    paintLegend(painter, rect(), familyLegend());
}

void FamilyLegend::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        update();
}

} // namespace towerlab::ui
