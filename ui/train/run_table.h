// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/table_view.h"

namespace towerlab::ui {

/// The table of the runs. Besides what every table does: a name is edited in its cell (F2), the
/// space bar shows or hides the chosen runs' curves, a click on a pin cell is told, and the context
/// menu is that of the actions added to the widget.
class RunTable : public TableView {
    Q_OBJECT
public:
    explicit RunTable(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    /// Hides the metric columns that no run has, and those that there is no room for; what the
    /// others leave goes to the settings.
    void fitColumns();
    /// Ids of the selected runs, in the order shown.
    std::vector<quint64> selectedIds() const;
    quint64 currentId() const; ///< 0 for none

Q_SIGNALS:
    void pinClicked(quint64 id);
    void chosenChanged(); ///< another row is the current one, or the selection has changed

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void toggleShown();
};

} // namespace towerlab::ui
