// SPDX-License-Identifier: MIT
// The network itself; private to core, because it shows LibTorch.
#pragma once

#include "core/model/settings.h"
#include "core/model/tower_inputs.h"

#include <torch/nn.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace towerlab {

/// Entities of the other side that a history must leave out, one for each row of a batch: a model
/// that is to predict a rating must not read it in the history. With weight 0 nothing is left out.
struct LeftOut {
    torch::Tensor entities; ///< int64, n; undefined: none
    torch::Tensor weights;  ///< float, n: the weight that the entity has in the history
};

/// One tower: embeddings of all that is known of a user (or movie), joined, then dense layers.
class TowerImpl : public torch::nn::Module {
public:
    TowerImpl(const TowerShape& shape, const ModelSettings& settings);

    /// @param entities int64, n
    /// @return n × vectorSize
    torch::Tensor forward(const TowerInputs& inputs, const torch::Tensor& entities,
                          const LeftOut& leftOut = {});
    /// The joined embeddings x that forward() puts into the dense layers.
    torch::Tensor join(const TowerInputs& inputs, const torch::Tensor& entities,
                       const LeftOut& leftOut = {});
    /// The dense layers: from x to the vectors.
    torch::Tensor dense(torch::Tensor x);

    /// The history part of x; only with a history.
    torch::Tensor historyOf(const TowerInputs& inputs, const torch::Tensor& entities,
                            const LeftOut& leftOut = {});
    /// The entities' own biases, n; only with biases.
    torch::Tensor biasOf(const torch::Tensor& entities);

    void initialise(at::Generator& generator);

    std::vector<torch::nn::Embedding> embeddings; ///< by column
    std::vector<torch::nn::Embedding> bags;
    torch::nn::Embedding history{nullptr}; ///< of the other side's entities
    std::vector<torch::nn::Linear> hidden;
    torch::nn::Linear output;
    torch::nn::Embedding bias{nullptr};

private:
    ModelSettings settings_;
};
TORCH_MODULE(Tower);

/// The two towers and the match (DESIGN, section 4): logit = weight · match(u, v) + bias, and with
/// biases the user's and the movie's own added.
class TwoTowerNetImpl : public torch::nn::Module {
public:
    explicit TwoTowerNetImpl(NetShape shape);

    /// Draws all weights anew as Keras does by default: embeddings uniform in ±0.05, dense kernels
    /// Glorot uniform, biases 0.
    void initialise(std::uint64_t seed);

    /// The number before the sigmoid for n pairs.
    torch::Tensor logits(const torch::Tensor& userVectors, const torch::Tensor& users,
                         const torch::Tensor& movieVectors, const torch::Tensor& movies);
    /// The same from the inputs on.
    torch::Tensor forward(const NetInputs& inputs, const torch::Tensor& users,
                          const torch::Tensor& movies);
    /// The logits of every user of the batch with every movie of it, n × m.
    torch::Tensor allPairs(const torch::Tensor& userVectors, const torch::Tensor& users,
                           const torch::Tensor& movieVectors, const torch::Tensor& movies);

    /// l2 · sum(W²) of both last dense kernels.
    torch::Tensor penalty();

    /// The same weights in memory of their own.
    std::shared_ptr<TwoTowerNetImpl> deepCopy() const;

    const NetShape& shape() const { return shape_; }

    Tower userTower;
    Tower movieTower;
    torch::nn::Linear match;

private:
    NetShape shape_;
};

} // namespace towerlab
