// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/map_contents.h"
#include "ui/widgets/csv.h"

namespace towerlab::ui {

/// The points of a map with id, name, place and, where it is coloured by groups, group.
CsvTable tableOf(const MapContents& map);

} // namespace towerlab::ui
