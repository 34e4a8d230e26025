// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/map_labels.h"
#include "ui/embeddings/map_state.h"
#include "ui/embeddings/projection.h"

#include <QString>

#include <array>
#include <span>
#include <utility>
#include <vector>

namespace towerlab::ui {

/// What is named on a map: regions, then the points with the most ratings; while something is
/// searched for its hits alone, and while pulls are shown, which have names of their own, nothing.
std::vector<MapLabel> namesOn(const MapState& state, const Layout& layout,
                              const std::vector<MapLabel>& regions);

/// What is known of a map and its axes.
struct MapFacts {
    const MapPoints& points;
    ProjectionKind kind = ProjectionKind::Components;
    const Projection* projection = nullptr; ///< null: not worked out yet
    bool atMoment = false;                  ///< a moment of a run is shown, not the model
    QString progress = {};                  ///< of an arrangement under way
    std::span<const float> kept = {};       ///< share of true neighbours by point; empty: not known
    std::array<QString, poles> poleNames = {};
};

/// "3,706 movies · 39.1 % of the variance · keeps 12.0 % of true neighbours".
QString captionOf(const MapFacts& facts);
/// Of the axis across, and of the one upwards; empty where it means nothing.
std::pair<QString, QString> axisLabelsOf(const MapFacts& facts);

} // namespace towerlab::ui
