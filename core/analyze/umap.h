// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/nearest.h"
#include "core/analyze/plane_point.h"

#include <cstdint>
#include <vector>

namespace towerlab {

struct UmapSettings {
    double minimumDistance = 0.1; ///< between points on the map, in its units
    int epochs = 500;
    int negatives = 5; ///< points pushed away for each neighbour drawn near
    std::uint64_t seed = 42;
    int threads = 0; ///< 0: as many as the processor has cores
};

/// UMAP in two dimensions (McInnes, Healy and Melville 2018), epoch by epoch. All points move at
/// once, towards where the others were before the epoch, each by its own random numbers: the same
/// seed gives the same layout for any number of threads.
class Umap {
public:
    /// @param neighbours as many as UMAP's n_neighbors says, without the point itself
    /// @param start      of the n points, taken as it is; see startFrom()
    Umap(const NearestLists& neighbours, const UmapSettings& settings, Layout start);

    /// 500 epochs for up to 10,000 points, 200 for more, as the reference implementation.
    static int epochsFor(std::size_t points);
    /// A layout stretched to a square with sides of 10, as the reference implementation starts.
    static Layout startFrom(Layout layout);

    void step();
    /// From the next step on.
    void setMinimumDistance(double distance);
    void setNeighbours(const NearestLists& neighbours);

    const Layout& layout() const { return layout_; }
    int epoch() const { return epoch_; }
    bool done() const { return epoch_ >= settings_.epochs; }

    /// The curve 1 / (1 + a d^2b) of a minimum distance (and a spread of 1).
    struct Curve {
        double a = 0;
        double b = 0;
    };
    static Curve curveFor(double minimumDistance);

private:
    PlanePoint moved(std::size_t point, float rate);

    UmapSettings settings_;
    Curve curve_;
    Layout layout_;
    Layout next_;
    std::vector<std::uint32_t> start_; ///< of each point's row of edges
    std::vector<std::uint32_t> other_;
    std::vector<float> every_; ///< epochs between two uses of the edge
    std::vector<float> due_;   ///< epoch of its next use
    int epoch_ = 0;
};

} // namespace towerlab
