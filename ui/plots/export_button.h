// SPDX-License-Identifier: MIT
#pragma once

#include "ui/plots/plot_widget.h"

#include <QToolButton>

namespace towerlab::ui {

class JobRunner;

/// Opens a menu of what can be taken along from a plot: its picture, for paper or as shown, and its
/// values.
class PlotExportButton : public QToolButton {
    Q_OBJECT
public:
    PlotExportButton(PlotWidget* plot, const QString& accessibleName, QWidget* parent = nullptr);

    const PlotWidget* plot() const { return plot_; }

Q_SIGNALS:
    void written(const QString& path);
    void failed(const QString& title, const QString& reason);

private:
    void savePicture(PlotWidget::Look look);
    void copyPicture();
    void saveValues();
    void showValues();
    /// Asks where to, and says what became of it.
    void save(const QString& dialogTitle, const QStringList& kinds, PlotWidget::Look look);

    PlotWidget* plot_;
    JobRunner* jobs_; ///< for tables of many values
};

} // namespace towerlab::ui
