// SPDX-License-Identifier: MIT
#pragma once

#include "ui/compare/results/chart_ink.h"

#include <QWidget>

namespace towerlab::ui {

/// Paints which colour and mark stands for which family of methods, in the painter's font.
void paintFamilyLegend(QCPPainter& painter, const QRectF& place, const ChartInk& ink);

/// Which colour and mark stands for which family of methods.
class FamilyLegend : public QWidget {
    Q_OBJECT
public:
    explicit FamilyLegend(QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
};

} // namespace towerlab::ui
