// SPDX-License-Identifier: MIT
#pragma once

#include "ui/towers/tower_scene.h"

#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>
#include <span>

class QPainter;

namespace towerlab::ui {

/// The numbers of a strip, as they are to be painted.
struct StripNumbers {
    std::span<const float> values; ///< empty: none are known
    double limit = 1;              ///< what has the strongest colour
    std::span<const float> change; ///< since before; empty: nothing is marked
    double changeLimit = 1;
};

/// What is to be seen in a scene.
struct SceneLook {
    std::function<StripNumbers(const SceneBox&, const SceneStrip&)> numbers;
    /// The lines in a box of words or of one number; the first stands out.
    std::function<QStringList(const SceneBox&)> lines;
    QSet<QString> lit;    ///< boxes that stand out; the others step back; empty: none does
    QString current;      ///< the box that the keyboard is on; empty: it is elsewhere
    int currentCell = -1; ///< and the cell of its last strip
    double flow = -1;     ///< of numbers on their way between lit boxes, from 0 to 1; below 0: none
    bool backwards = false;
};

void paintScene(QPainter* painter, const TowerScene& scene, const SceneLook& look);

/// "0.0123", short enough for a cell.
QString shortNumber(double value);

} // namespace towerlab::ui
