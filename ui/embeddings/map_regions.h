// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/plane_point.h"
#include "ui/embeddings/map_labels.h"
#include "ui/embeddings/map_points.h"

#include <stop_token>
#include <vector>

namespace towerlab::ui {

/// Names for the regions of a map, large and small, made of what tells the points there from the
/// others: genres, decades and words of titles of movies; the words of their columns of users. The
/// largest first. For a worker. @throws Cancelled if a stop was requested.
std::vector<MapLabel> regionLabels(const MapPoints& map, const Layout& layout,
                                   const std::stop_token& stop);

} // namespace towerlab::ui
