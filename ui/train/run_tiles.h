// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/run_metrics.h"

#include <QWidget>

#include <vector>

class QLabel;
class QProgressBar;

namespace towerlab::ui {

class StatTile;

/// The figures of a run's model as large numbers, and beside them how the run goes.
class RunTiles : public QWidget {
    Q_OBJECT
public:
    explicit RunTiles(QWidget* parent = nullptr);

    /// The losses, and as many other metrics of the run as there is room for.
    void showRun(const RunRecord& record);
    /// @param help tooltip of the text
    void setText(const QString& text, const QString& help = {});
    /// @param share 0 to 1
    void setProgress(double share);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeProgress();
    void fit();

    std::vector<StatTile*> tiles_;
    std::size_t used_ = 0;
    QLabel* text_;
    QProgressBar* bar_;
};

} // namespace towerlab::ui
