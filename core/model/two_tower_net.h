// SPDX-License-Identifier: MIT
// The network itself; private to core, because it shows LibTorch.
#pragma once

#include "core/data/encoding.h"
#include "core/model/settings.h"

#include <torch/nn.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace towerlab {

/// One tower: an embedding per categorical column, joined, then two dense layers with ReLU.
class TowerImpl : public torch::nn::Module {
public:
    /// @param categories number of values of each column; the first column is the id.
    TowerImpl(const std::vector<std::int64_t>& categories, const ModelSettings& settings);

    /// @param features int64, columns × n
    /// @return n × vectorSize
    torch::Tensor forward(const torch::Tensor& features);

    void initialise(at::Generator& generator);

    std::vector<torch::nn::Embedding> embeddings;
    torch::nn::Linear hidden;
    torch::nn::Linear output;
};
TORCH_MODULE(Tower);

/// Sizes that, with the settings, fix the shape of every weight.
struct NetShape {
    std::vector<std::int64_t> userCategories;  ///< id, gender, age, occupation
    std::vector<std::int64_t> movieCategories; ///< id, genre
    ModelSettings settings;
};
NetShape netShape(const Vocabulary& vocabulary, const ModelSettings& settings);

/// The seed's two towers and the match (DESIGN, section 4).
class TwoTowerNetImpl : public torch::nn::Module {
public:
    explicit TwoTowerNetImpl(NetShape shape);

    /// Draws all weights anew as Keras does by default: embeddings uniform in ±0.05, dense kernels
    /// Glorot uniform, biases 0.
    void initialise(std::uint64_t seed);

    /// The number before the sigmoid: weight · match(u, v) + bias.
    /// @param users 4 × n and @param movies 2 × n, both int64
    /// @return n
    torch::Tensor forward(const torch::Tensor& users, const torch::Tensor& movies);

    /// l2 · sum(W²) of both second dense kernels.
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
