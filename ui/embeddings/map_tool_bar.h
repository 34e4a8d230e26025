// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/map_plot.h"

#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace towerlab::ui {

/// What the mouse does on the maps, and the buttons for all of them.
class MapToolBar : public QWidget {
    Q_OBJECT
public:
    explicit MapToolBar(QWidget* parent = nullptr);

    /// Behind the others.
    void addButton(QToolButton* button);

Q_SIGNALS:
    void toolChosen(towerlab::ui::MapPlot::Tool tool);
    void wholeRequested();
    void secondToggled(bool on);

private:
    void addTools();

    QHBoxLayout* row_;
};

} // namespace towerlab::ui
