// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/pca.h"
#include "core/analyze/procrustes.h"
#include "ui/embeddings/map_points.h"
#include "ui/embeddings/point_colouring.h"

#include <array>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace towerlab::ui {

/// What makes a map of vectors: the directions in which they differ most, directions that somebody
/// has given a meaning, or an arrangement that keeps neighbours together.
enum class ProjectionKind { Components, Meaning, Tsne, Umap };

inline bool isArranged(ProjectionKind kind) {
    return kind == ProjectionKind::Tsne || kind == ProjectionKind::Umap;
}

/// What an axis shows: a principal component, or a number that is known of the points.
struct AxisChoice {
    std::size_t component = 0;
    std::optional<PointFact> fact = std::nullopt;

    bool operator==(const AxisChoice&) const = default;
};

/// The ends of axes by meaning: sets of points.
enum class Pole : int { Left, Right, Low, High };
inline constexpr std::size_t poles = 4;
using PoleSets = std::array<std::vector<std::size_t>, poles>;

/// What a projection along directions is to show.
struct ProjectionWish {
    std::shared_ptr<const MapPoints> points;
    std::shared_ptr<const PcaResult> pca = nullptr;   ///< of these; null: still to be worked out
    ProjectionKind kind = ProjectionKind::Components; ///< or Meaning
    AxisChoice across = {};
    AxisChoice up = {1};
    PoleSets poleSets = {};
};

/// Points along two directions.
struct Projection {
    ProjectionWish of; ///< with its PCA, and with components that there are
    PlaneAxes axes;    ///< directions of the vectors; zeros where the axis is a fact
    Layout layout;
};

/// For a worker. @throws Cancelled if a stop was requested.
Projection project(ProjectionWish wish, const std::stop_token& stop);

/// The same points with vectors of another moment, which may be turned; `axes` are the
/// projection's, turned like them.
Layout layoutOf(const Projection& projection, VectorSpan vectors, const PlaneAxes& axes);

/// Mirrors components so that the map comes nearest to what is shown of the same points: what a
/// component has as its plus and its minus means nothing.
void keepSigns(Projection& projection, const Layout& shown);

/// The axes by meaning of other vectors of the same points.
PlaneAxes meaningAxes(VectorSpan vectors, const PoleSets& sets, const PcaResult& pca);

/// Whether both ends of the axis are given.
bool hasAxisAcross(const PoleSets& sets);
bool hasAxisUp(const PoleSets& sets);

} // namespace towerlab::ui
