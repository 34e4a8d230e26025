// SPDX-License-Identifier: MIT
// Private to core/train.
#pragma once

#include "core/train/fast/fast_tower.h"
#include "core/train/fast/in_batch_softmax.h"
#include "core/train/fast/partner_thread.h"
#include "core/train/step_engine.h"

#include <array>
#include <memory>
#include <utility>
#include <vector>

namespace towerlab::fast {

/// Steps with gradients worked out by hand. The mathematics is that of the autograd engine at the
/// same batch size; sums are only taken in another order. With two threads each works on a tower
/// of its own, and they meet where the vectors are matched; the numbers are the same as with one.
class FastEngine : public StepEngine {
public:
    FastEngine(const TrainingMaterial& material, int threads);

    void shuffle(Random& random) override;
    float step(std::int64_t start, std::int64_t count) override;
    void setLearningRate(double rate) override;
    void store(TwoTowerNetImpl& net) const override;
    void saveState(torch::serialize::OutputArchive& archive) override;
    void loadState(torch::serialize::InputArchive& archive) override;
    int threads() const override { return partner_ ? 2 : 1; }

private:
    /// The dense layer of one unit behind the match, with its mean squares and gradients.
    struct Match {
        float weight = 0, bias = 0;
        float weightSquare = 0, biasSquare = 0;
        double weightGradient = 0, biasGradient = 0;
    };
    /// A tower and what its thread needs beside it. Each has a match of its own, kept equal by
    /// equal sums, so that the threads need not meet over it.
    struct alignas(64) Half {
        explicit Half(FastTower its) : tower(std::move(its)) {}
        FastTower tower;
        Match match;
        /// Of the step's even and odd chunks: the other thread may be one chunk ahead.
        std::array<const float*, 2> vectors{};
        std::vector<float> gradients; ///< of the chunk's vectors
        double penalty = 0;
        double loss = 0;
    };
    struct Slope;

    const std::int32_t* entities(const Half& side) const;
    void forward(Half& side, std::size_t done);
    void backward(Half& side, const Half& other, std::size_t done);
    void begin(Half& side) const;
    void finish(Half& side) const;
    void pointwiseStep();
    void halfStep(Half& side, Half& other);
    void inBatchStep();
    void takeVectors(Half& side);
    void halfInBatchStep(Half& side);
    void backwardInBatch(Half& side);
    std::size_t chunkAt(std::size_t done) const;
    Slope slopeOf(const float* own, const float* other, float target, const Match& match) const;

    Objective objective_;
    bool cosine_;
    RmsPropRate rate_;
    Half user_;
    Half movie_;
    bool learnWeight_;
    bool learnBias_;
    std::unique_ptr<InBatchSoftmax> softmax_; ///< null for pointwise objectives
    const Examples& examples_;
    Examples shuffled_;
    NetShape shape_;
    RunSettings settings_;
    std::size_t first_ = 0; ///< of the step
    std::size_t size_ = 0;
    std::unique_ptr<PartnerThread> partner_; ///< last, so that it ends first
};

} // namespace towerlab::fast
