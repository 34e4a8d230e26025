// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <vector>

class QAction;
class QButtonGroup;
class QToolButton;

namespace towerlab::ui {

/// Which metrics a table shows: a few of each kind, those of one kind, or any that are picked from
/// a menu. Remembered for the next start.
class ColumnChooser : public QWidget {
    Q_OBJECT
public:
    explicit ColumnChooser(QWidget* parent = nullptr);

    /// In the order of compareMetrics().
    std::vector<std::size_t> metrics() const;

Q_SIGNALS:
    void changed();

private:
    void makeMenu(QToolButton* button);
    void chooseView(int view);
    void pick();
    void showPicked(const std::vector<std::size_t>& metrics);
    void store() const;

    QButtonGroup* views_;
    std::vector<QAction*> picks_; ///< one a metric
};

} // namespace towerlab::ui
