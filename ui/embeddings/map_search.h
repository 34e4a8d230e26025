// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/map_stage.h"

#include <QObject>
#include <QTimer>

namespace towerlab::ui {

class HitsList;
class JobRunner;
class SearchBox;
class Workspace;

/// Finds points by what is typed, and walks the map from hit to hit.
class MapSearch : public QObject {
    Q_OBJECT
public:
    MapSearch(MapStage* stage, SearchBox* box, HitsList* list, Workspace* workspace,
              QObject* parent = nullptr);

    /// Once more, in the points of now.
    void search();
    void walk(bool backwards);
    QString text() const;

Q_SIGNALS:
    void shownChanged(bool hits); ///< whether there is a list of hits
    void hitChosen(int point);
    void allChosen(const std::vector<int>& points);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void adopt(const std::vector<bool>& found);

    MapStage* stage_;
    SearchBox* box_;
    HitsList* list_;
    Workspace* workspace_;
    JobRunner* finder_;
    QTimer delay_;
};

} // namespace towerlab::ui
