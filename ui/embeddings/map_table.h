// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/plane_point.h"
#include "ui/embeddings/map_points.h"
#include "ui/widgets/colouring.h"
#include "ui/widgets/csv.h"

#include <vector>

namespace towerlab::ui {

/// What a table of a map is made of.
struct MapTableParts {
    std::shared_ptr<const MapPoints> points;
    Layout layout;
    Colouring colouring;
    std::vector<float> kept; ///< empty: not known
};

/// The columns that every map has.
CsvTable noPoints();

/// The points with id, name, place, group where they are coloured by groups, the share of true
/// neighbours kept, and every column that the data has of them.
/// @param only these points; null: all
CsvTable tableOf(const MapTableParts& parts, const std::vector<int>* only = nullptr);

} // namespace towerlab::ui
