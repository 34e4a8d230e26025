// SPDX-License-Identifier: MIT
#pragma once

#include "core/methods/method.h"
#include "ui/plots/legend.h"

#include <QWidget>

namespace towerlab::ui {

/// A mark for each family that differs in shape as well as in colour.
QCPScatterStyle familyMark(MethodFamily family, double size);

/// Which colour and mark stands for which family of methods.
PlotLegend familyLegend();

/// The same as a widget.
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
