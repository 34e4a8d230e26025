// SPDX-License-Identifier: MIT
#pragma once

#include "ui/plots/qcustomplot.h"

class QToolButton;

namespace towerlab::ui {

/// QCustomPlot in the window's colours: frameless, light grid, muted labels, follows
/// PaletteChange. Subclasses recolour their own items in restyle().
class PlotWidget : public QCustomPlot {
    Q_OBJECT
public:
    explicit PlotWidget(QWidget* parent = nullptr);

    /// Asks for a file name (PNG, SVG or PDF by its ending) and writes the plot.
    void exportInteractively();
    /// A tool button that does this.
    QToolButton* makeExportButton(const QString& accessibleName);
    /// @return false if the ending is not known or the file can't be written.
    bool exportTo(const QString& path);

protected:
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    /// Applies theme colours to axes and background; overrides call it first, then their own.
    virtual void restyle();
};

} // namespace towerlab::ui
