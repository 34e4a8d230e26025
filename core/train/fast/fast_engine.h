// SPDX-License-Identifier: MIT
// Private to core/train.
#pragma once

#include "core/train/fast/fast_tower.h"
#include "core/train/fast/in_batch_softmax.h"
#include "core/train/fast/partner_thread.h"
#include "core/train/step_engine.h"

#include <array>
#include <memory>
#include <string>
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
    float tracedStep(std::int64_t start, std::int64_t count, StepTrace& trace) override;
    std::optional<std::int64_t> placeOf(std::int32_t user, std::int32_t movie) const override;
    void takeNewExample() override;
    void setLearningRate(double rate) override;
    void recordPulls(PullRecorder* recorder) override { pulls_ = recorder; }
    void store(TwoTowerNetImpl& net) const override;
    NamedTensors state() override { return state(&FastTower::storeSquares); }
    NamedTensors shownState() override { return state(&FastTower::showSquares); }
    void setState(const NamedTensors& state) override;
    int threads() const override { return partner_ ? 2 : 1; }

private:
    /// The weights of the match and its bias, with their mean squares and gradients. By dimension
    /// of the vectors, padded with zeros; a single weight stands in each place.
    struct Match {
        explicit Match(std::size_t stride)
            : weights(stride), weightSquares(stride), weightGradients(stride) {}
        std::vector<float> weights, weightSquares;
        std::vector<double> weightGradients;
        float bias = 0, biasSquare = 0;
        double biasGradient = 0;
    };
    using PairNumbers = std::array<float, FastTower::chunk>;
    /// A tower and what its thread needs beside it. Each has a match of its own, kept equal by
    /// equal sums, so that the threads need not meet over it.
    struct alignas(64) Half {
        explicit Half(FastTower its)
            : tower(std::move(its)),
              match(tower.vectorStride()),
              gradients(FastTower::chunk * tower.vectorStride()),
              weightGradients(tower.vectorStride()) {}
        FastTower tower;
        Match match;
        /// Of the step's even and odd chunks: the other thread may be one chunk ahead.
        std::array<const float*, 2> vectors{};
        std::vector<float> gradients;       ///< of the chunk's vectors
        std::vector<float> weightGradients; ///< of the chunk
        PairNumbers matched{};              ///< Σ w·u·v of the chunk's pairs
        PairNumbers ownSquares{};           ///< |own vector|²; cosine only
        PairNumbers otherSquares{};
        PairNumbers inward{}; ///< what the other vector, and
        PairNumbers pull{};   ///< the own one, add to the gradient
        double penalty = 0;
        double loss = 0;
    };

    NamedTensors state(void (FastTower::*squaresOf)(TowerImpl&));
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
    void pairSlopes(Half& side, const float* own, const float* other, std::size_t done) const;
    void loadMatch(const TwoTowerNetImpl& net, std::vector<float> Match::*weights,
                   float Match::*bias);
    void storeMatch(TwoTowerNetImpl& net, const std::vector<float>& weights, float bias) const;
    void updateWeights(Match& match) const;
    bool isLearnt(const std::string& weights) const;
    void tellPulls(std::size_t done, const float* gradients) const;

    const Kernels& kernels_;
    Objective objective_;
    bool cosine_;
    std::size_t weightCount_; ///< of the match: 1, or the vectors' dimensions
    RmsPropRate rate_;
    Half user_;
    Half movie_;
    bool learnWeight_;
    bool learnBias_;
    std::vector<float> ones_;                 ///< weights of a plain dot product
    std::unique_ptr<InBatchSoftmax> softmax_; ///< null for pointwise objectives
    TrainingMaterial material_;
    Examples shuffled_;     ///< the examples in the epoch's order
    std::size_t first_ = 0; ///< of the step
    std::size_t size_ = 0;
    PullRecorder* pulls_ = nullptr;          ///< used by the movies' thread
    std::unique_ptr<PartnerThread> partner_; ///< last, so that it ends first
};

} // namespace towerlab::fast
