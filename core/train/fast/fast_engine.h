// SPDX-License-Identifier: MIT
// Private to core/train.
#pragma once

#include "core/train/fast/fast_tower.h"
#include "core/train/step_engine.h"

#include <vector>

namespace towerlab::fast {

/// Steps with gradients worked out by hand. The mathematics is that of the autograd engine at the
/// same batch size; sums are only taken in another order. One thread does it all: the whole model
/// of a step fits into one core's cache.
class FastEngine : public StepEngine {
public:
    FastEngine(const TwoTowerNetImpl& net, const FeatureColumns& columns, const Examples& examples,
               const RunSettings& settings);

    void shuffle(Random& random) override;
    float step(std::int64_t start, std::int64_t count) override;
    void store(TwoTowerNetImpl& net) const override;

private:
    /// A training example by vocabulary indices.
    struct Columns {
        std::vector<std::int32_t> users;
        std::vector<std::int32_t> movies;
        std::vector<float> targets;
    };
    /// The dense layer of one unit behind the match, with its mean squares and gradients.
    struct Match {
        float weight = 0, bias = 0;
        float weightSquare = 0, biasSquare = 0;
        double weightGradient = 0, biasGradient = 0;
    };

    double chunkStep(std::size_t start, std::size_t count, float share);
    double pair(const float* u, const float* v, float target, float share, float* du, float* dv);
    void updateMatch();

    Objective objective_;
    bool cosine_;
    RmsPropRate rate_;
    FastTower userTower_;
    FastTower movieTower_;
    Match match_;
    Columns examples_;
    Columns shuffled_;
    std::vector<float> du_, dv_; ///< of the chunk
};

} // namespace towerlab::fast
