// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/map_stage.h"

#include <QObject>

namespace towerlab::ui {

class MapLook;
class MapMoments;

/// Colours and sizes the points as the person has chosen, and keeps the legend in step.
class MapColours : public QObject {
    Q_OBJECT
public:
    MapColours(MapStage* stage, MapLook* look, MapMoments* moments, QObject* parent = nullptr);

    /// The points are others.
    void refresh();
    /// A point is under the mouse, or none (-1): where it is wanted, all are coloured by their
    /// distance to it in the full space.
    void hoverOver(int point);

private:
    void colour();
    void size();
    void groupClicked(int group);

    MapStage* stage_;
    MapLook* look_;
    MapMoments* moments_;
    bool showsDistances_ = false;
};

} // namespace towerlab::ui
