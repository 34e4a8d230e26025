// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/frame_replay.h"
#include "ui/embeddings/map_overlay.h"

#include <vector>

namespace towerlab::ui {

/// What pulled a movie in one epoch, and where it went.
struct TugOfWar {
    const MapPoints& map;
    const FrameReplay::Moment& moment; ///< the end of the epoch
    const EpochPulls& pulls;           ///< of the epoch
    const PlaneAxes& axes;             ///< of the map, turned like the moment
    PlanePoint before;                 ///< the movie's place as the epoch began
    PlanePoint now;
    double longest = 1; ///< in the map's units: how long the strongest pull is drawn
};

/// Arrows for the strongest pulls, named by user and rating; for the sum of all; and the way that
/// the movie went, dashed. Pulls are turned like the vectors.
std::vector<MapLine> tugLines(const TugOfWar& tug, int point);

/// "17 ratings pulled; the strongest: user 42, ★5": a sentence for those who don't see the arrows.
QString tugSentence(const TugOfWar& tug, int point);

} // namespace towerlab::ui
