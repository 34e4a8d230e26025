// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/map_stage.h"

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

namespace towerlab::ui {

class JobRunner;
class MapSelection;
class Workspace;

/// What is selected on the maps: one point, which is the selected movie or user of the whole
/// window, or several; and what lies near to it, or to their mean.
class MapChooser : public QObject {
    Q_OBJECT
public:
    /// @param title of the maps
    MapChooser(MapStage* stage, MapSelection* view, Workspace* workspace,
               std::function<QString()> title, QWidget* window);

    void pick(int point); ///< -1: nothing
    void toggle(int point);
    void choose(std::vector<int> points, bool add);
    /// The window's selected movie, or user, is another.
    void follow(bool movie);
    void show();

Q_SIGNALS:
    void recommendRequested();

private:
    void publish();
    std::vector<std::pair<float, int>> nearest() const;
    void showNone();
    void showTable();
    void askForTitles();

    MapStage* stage_;
    MapSelection* view_;
    Workspace* workspace_;
    std::function<QString()> title_;
    QWidget* window_;
    JobRunner* finder_;
    bool publishing_ = false; ///< the selection of the window changes because of us
};

} // namespace towerlab::ui
