// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/plane_point.h"
#include "core/analyze/vector_span.h"

#include <span>
#include <vector>

namespace towerlab {

/// The orthogonal matrix Q (d × d, row-major), turns and mirrorings, that brings n vectors nearest
/// to n others: it minimises the sum of |Q'm - r|² (Schönemann 1966). Both are taken as they are:
/// centre them first. By LibTorch's SVD in double precision.
std::vector<double> procrustes(VectorSpan moving, VectorSpan reference);

/// Vectors of a moment of a run, centred and turned so that they lie as near as can be to those of
/// the moment before: what still differs is learning, not the turn that no match can see.
struct TurnedVectors {
    std::size_t dimensions = 0;
    std::vector<double> mean;  ///< of the vectors as they were
    std::vector<double> turn;  ///< d × d: a row x became (x - mean)·turn
    std::vector<float> values; ///< n × d

    VectorSpan span() const { return {values, dimensions}; }
};

/// @param before null: the vectors are centred only
TurnedVectors turnedTo(const TurnedVectors* before, VectorSpan vectors);

/// A direction of the vectors as they were, as the turned ones have it; and a place.
std::vector<float> turnedDirection(const TurnedVectors& vectors, std::span<const float> direction);
std::vector<float> turnedPlace(const TurnedVectors& vectors, std::span<const float> place);

/// What a map shows across and up: two directions, d numbers each.
struct PlaneAxes {
    std::vector<float> across;
    std::vector<float> up;
};

PlanePoint projected(std::span<const float> vector, const PlaneAxes& axes);
Layout projected(VectorSpan vectors, const PlaneAxes& axes);

/// The same plane, turned in itself so that its picture of `vectors` comes nearest to `before`.
PlaneAxes turnedInPlane(const PlaneAxes& axes, VectorSpan vectors, const Layout& before);

} // namespace towerlab
