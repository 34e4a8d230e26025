// SPDX-License-Identifier: MIT
// Private to core/analyze.
#pragma once

#include "core/analyze/plane_point.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace towerlab {

/// The repulsion of t-SNE between all points of the plane by the algorithm of Barnes and Hut (van
/// der Maaten 2014, section 4.2): a cell that is far away for its size acts as one point in its
/// centre of mass. The points lie in the order of a Z-curve (Morton 1966), in leaves of a few
/// neighbours; a leaf's points share one list of what acts on them, over which a vectorised loop
/// goes.
class RepulsionTree {
public:
    /// What acts on a point: with q = 1 / (1 + d²), Σ q and Σ q² (y_i - y_j) over all others.
    struct Force {
        float share = 0;
        float x = 0;
        float y = 0;
    };

    /// Builds the tree anew.
    void build(const Layout& points);

    std::size_t leafCount() const { return leaves_.size(); }
    /// Points in the order of the curve.
    const std::vector<std::uint32_t>& order() const { return order_; }
    /// The points of leaf `leaf` are order()[begin..end).
    struct Leaf {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t node = 0;
    };
    const Leaf& leaf(std::size_t number) const { return leaves_[number]; }

    /// Room for the lists, one for each thread.
    class Scratch {
        friend class RepulsionTree;
        std::vector<float> x, y, mass;
    };
    /// Forces on the points of a leaf, force by force in the order of the curve.
    /// @param theta cells whose size is below theta × distance act as one point; 0: none does
    void forcesOn(std::size_t leaf, float theta, Scratch& scratch, Force* forces) const;

private:
    struct Node {
        float left = 0, right = 0, low = 0, high = 0; ///< the box of its points
        float x = 0, y = 0;                           ///< their centre
        float mass = 0;                               ///< how many
        std::uint32_t begin = 0, end = 0;             ///< which, in the order of the curve
        std::uint32_t next = 0;                       ///< node behind all below this one
        bool isLeaf = false;
    };

    void sort(const Layout& points);
    void grow(std::uint32_t begin, std::uint32_t end, int bit);
    void fill(Node& node) const;

    std::vector<std::uint32_t> order_;
    std::vector<std::uint32_t> codes_;
    std::vector<std::uint64_t> sorting_, sorted_; ///< code and point
    std::vector<float> x_, y_;                    ///< in the order of the curve
    std::vector<Node> nodes_;                     ///< each before those below it
    std::vector<Leaf> leaves_;
};

} // namespace towerlab
