// SPDX-License-Identifier: MIT
#pragma once

#include "ui/embeddings/frame_replay.h"
#include "ui/embeddings/projection.h"

namespace towerlab::ui {

/// What the moments of a run are looked at through.
struct MomentView {
    ProjectionKind kind = ProjectionKind::Components;
    const Projection* projection = nullptr; ///< of the model; null while a run is under way
    const PoleSets& poleSets;
};

/// The axes of a moment, turned like its vectors: those of the model's map; while a run is under
/// way the moment's own components; by meaning where sets are given, from the moment's own vectors.
PlaneAxes axesAt(const FrameReplay& replay, std::size_t moment, const MomentView& view);

Layout layoutAt(const FrameReplay& replay, std::size_t moment, const MomentView& view,
                const PlaneAxes& axes);

} // namespace towerlab::ui
