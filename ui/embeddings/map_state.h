// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/map_points.h"
#include "ui/plots/point_cloud.h"
#include "ui/widgets/colouring.h"

#include <memory>
#include <vector>

namespace towerlab::ui {

/// What the maps that stand side by side have in common. The place changes it and tells them.
struct MapState {
    std::shared_ptr<const MapPoints> points; ///< null: nothing to show
    Colouring colouring;
    std::vector<float> radii;
    std::vector<Emphasis> emphasis; ///< empty: all alike
    bool searching = false;
    std::vector<int> hits;       ///< of the search, the most rated first
    std::vector<int> chosen;     ///< selected points, ascending
    int current = -1;            ///< the one whose neighbours are shown
    std::vector<int> neighbours; ///< of the current one, the nearest first
    bool tug = false; ///< what pulls the current one is shown, and nothing else stands out
    bool regionNames = true;
    bool pointNames = true;
    Nearness nearness = Nearness::Cosine;
};

} // namespace towerlab::ui
