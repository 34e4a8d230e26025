// SPDX-License-Identifier: MIT
// Private to core/train.
#pragma once

#include "core/model/two_tower_net.h"
#include "core/train/fast/lazy_table.h"

#include <array>
#include <memory>
#include <span>
#include <vector>

namespace towerlab::fast {

/// What the settings say of RMSprop.
RmsPropRate rmsPropRate(const TrainSettings& settings);

/// One tower with gradients worked out by hand: embeddings joined to x, h = relu(x·W1 + b1),
/// u = relu(h·W2 + b2), or without the last
/// relu. Kernels are kept input-major and padded with zeros to whole vectors.
class FastTower {
public:
    /// Examples that go through the tower at a time, so that what belongs to them stays in the
    /// cache.
    static constexpr std::size_t chunk = 32;

    /// @param columns int64, features × entities, as TowerInputs has them
    FastTower(const TowerImpl& tower, const torch::Tensor& columns, const RunSettings& settings);

    std::size_t vectorStride() const { return vectorStride_; }

    void beginStep();
    /// @param entities at most `chunk` indices of users (or movies)
    /// @return their vectors, n × vectorStride(), until the next call but one
    const float* forward(std::span<const std::int32_t> entities);
    /// Goes back from the gradients of what forward() has just returned, n × vectorStride(), which
    /// are changed.
    void backward(std::span<const std::int32_t> entities, float* vectorGradients);
    /// Adds the penalty's gradient and updates all weights.
    void update();
    /// l2 · sum(W2²).
    double penalty() const;
    void prefetch(std::int32_t entity) const;

    void setLearningRate(float rate) { rate_.learningRate = rate; }

    void store(TowerImpl& tower) const;
    /// RMSprop's mean squares, each in the place of its weight.
    void storeSquares(TowerImpl& tower);
    /// The same without a difference to what follows.
    void showSquares(TowerImpl& tower);
    void loadSquares(const TowerImpl& tower);

private:
    void storeDense(const std::vector<float>& values, TowerImpl& tower) const;
    void loadDense(const TowerImpl& tower, std::vector<float>& values) const;
    const std::int32_t* featuresOf(std::int32_t entity) const {
        return features_.data() + static_cast<std::size_t>(entity) * tables_.size();
    }
    void gather(std::span<const std::int32_t> entities);
    void transposeKernels();

    /// Where the parts of the dense weights are in their one array.
    struct Parts {
        std::size_t kernel1 = 0, bias1 = 0, kernel2 = 0, bias2 = 0, end = 0;
    };

    const Kernels& kernels_;
    RmsPropRate rate_;
    float l2_;
    bool reluVectors_;
    std::size_t inputs_ = 0; ///< joined embeddings
    std::size_t inputStride_ = 0;
    std::size_t hidden_ = 0;
    std::size_t hiddenStride_ = 0;
    std::size_t vector_ = 0;
    std::size_t vectorStride_ = 0;
    Parts parts_;

    std::vector<LazyTable> tables_;
    std::vector<std::int32_t> features_; ///< category by entity and table: of one entity together
    std::vector<float> weights_;         ///< dense, as Parts
    std::vector<float> meanSquares_;
    std::vector<float> gradients_;
    std::vector<float> kernel1Transposed_; ///< hidden × inputs, of this step
    std::vector<float> kernel2Transposed_; ///< vector × hidden

    std::vector<float> x_, h_, dh_, dx_;        ///< of the chunk
    std::array<std::vector<float>, 2> vectors_; ///< of this chunk and the one before, by turns
    std::size_t turn_ = 0;
};

} // namespace towerlab::fast
