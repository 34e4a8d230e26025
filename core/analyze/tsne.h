// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/nearest.h"
#include "core/analyze/plane_point.h"
#include "core/analyze/repulsion_tree.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace towerlab {

struct TsneSettings {
    /// About how many neighbours a point has; at most a third of the points that there are.
    double perplexity = 30;
    /// Attraction is so many times as strong in the first iterations, so that clusters can pass
    /// each other,
    double earlyExaggeration = 12;
    int earlyIterations = 250;
    /// and in those after them: above 1, clusters are tighter and further apart.
    double exaggeration = 1;
    int iterations = 750; ///< in all
    float theta = 0.5F;   ///< of the tree: 0 is exact
    int threads = 0;      ///< 0: as many as the processor has cores
};

/// t-SNE in two dimensions (van der Maaten and Hinton 2008; by the tree of van der Maaten 2014),
/// with the learning rate n / exaggeration of Belkina et al. 2019 in both phases, step by step. The
/// same start and settings give the same layout for any number of threads; nothing in it is random.
class Tsne {
public:
    /// @param neighbours of cosine or Euclid: at least neighboursFor() of them, or n - 1
    /// @param start      of the n points, taken as it is; see startFrom()
    Tsne(const NearestLists& neighbours, Nearness nearness, const TsneSettings& settings,
         Layout start);

    static std::size_t neighboursFor(double perplexity, std::size_t points);
    /// A layout shrunk so far that forces move all points alike, as t-SNE wants to start.
    static Layout startFrom(Layout layout);

    void step();
    /// Of the iterations after the early ones, from the next step on.
    void setExaggeration(double factor) { settings_.exaggeration = factor; }
    /// Attraction as after another number of neighbours, from the next step on.
    void setNeighbours(const NearestLists& neighbours, Nearness nearness, double perplexity);

    const Layout& layout() const { return layout_; }
    int iteration() const { return iteration_; }
    bool done() const { return iteration_ >= settings_.iterations; }
    /// Kullback-Leibler divergence of the map, without exaggeration, as of the last step's start;
    /// of the points' exact attraction and the tree's sum of repulsion.
    double divergence() const;

private:
    struct Slope {
        float x = 0;
        float y = 0;
    };

    Slope attractionOn(std::size_t point) const;
    void move(float exaggeration);

    TsneSettings settings_;
    Layout layout_;
    std::vector<std::uint32_t> start_; ///< of each point's row of the affinities
    std::vector<std::uint32_t> other_;
    std::vector<float> affinity_; ///< p_ij; all add up to 1
    std::vector<Slope> velocity_;
    std::vector<Slope> gain_;
    RepulsionTree tree_;
    std::vector<RepulsionTree::Scratch> scratch_;
    std::vector<RepulsionTree::Force> forces_; ///< in the order of the curve
    std::vector<Slope> slopes_;
    double shares_ = 1; ///< sum of all q
    int iteration_ = 0;
};

} // namespace towerlab
