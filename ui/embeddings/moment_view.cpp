// SPDX-License-Identifier: MIT
#include "ui/embeddings/moment_view.h"

namespace towerlab::ui {

PlaneAxes axesAt(const FrameReplay& replay, std::size_t moment, const MomentView& view) {
    const FrameReplay::Moment& shown = replay.moments()[moment];
    PlaneAxes axes = shown.principalAxes;
    if (replay.model() == nullptr || view.projection == nullptr)
        return axes;
    axes = {turnedDirection(*replay.model(), view.projection->axes.across),
            turnedDirection(*replay.model(), view.projection->axes.up)};
    if (view.kind != ProjectionKind::Meaning)
        return axes;
    const PlaneAxes own =
        meaningAxes(shown.vectors->span(), view.poleSets, *view.projection->of.pca);
    if (hasAxisAcross(view.poleSets))
        axes.across = own.across;
    if (hasAxisUp(view.poleSets))
        axes.up = own.up;
    return axes;
}

Layout layoutAt(const FrameReplay& replay, std::size_t moment, const MomentView& view,
                const PlaneAxes& axes) {
    const VectorSpan vectors = replay.moments()[moment].vectors->span();
    return replay.model() != nullptr && view.projection != nullptr
               ? layoutOf(*view.projection, vectors, axes)
               : projected(vectors, axes);
}

} // namespace towerlab::ui
