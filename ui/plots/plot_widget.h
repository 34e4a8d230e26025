// SPDX-License-Identifier: MIT
#pragma once

#include "ui/plots/qcustomplot.h"

#include <functional>

class QIODevice;
class QToolButton;

namespace towerlab::ui {

/// QCustomPlot in the window's colours: frameless, light grid, muted labels, follows
/// PaletteChange and the text scale. Subclasses recolour their own items in restyle().
class PlotWidget : public QCustomPlot {
    Q_OBJECT
public:
    explicit PlotWidget(QWidget* parent = nullptr);

    /// Makes the CSV table of what the plot shows.
    using Table = std::function<QByteArray()>;
    /// Lets the plot be exported as a table as well.
    void setTable(Table table);

    /// Asks for a file name and writes the plot in the format that its ending names.
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

private:
    void drawSvg(QIODevice& device);

    Table table_;
};

} // namespace towerlab::ui
