// SPDX-License-Identifier: MIT
// The network itself; private to core, because it shows LibTorch.
#pragma once

#include "core/model/settings.h"
#include "core/model/tower_inputs.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/embedding.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace towerlab {

/// How the histories of a batch differ from those of the inputs: a model that is to predict a
/// rating must not read it in a history.
struct HistoryChange {
    enum class Kind {
        None,
        LeaveOut, ///< `rows` has, for each different entity of the batch (ascending), what to leave
        Replace   ///< `rows` has the history of each example of the batch
    };
    Kind kind = Kind::None;
    std::shared_ptr<const EntityHistory> rows;
};

/// What a tower goes through for n entities, for who looks into it. Where gradients are worked out,
/// all of these keep theirs.
struct TowerTrace {
    torch::Tensor joined;               ///< x: the inputs one behind the other, n × joined
    std::vector<torch::Tensor> sums;    ///< x · W + b of each dense layer, n × units
    std::vector<torch::Tensor> outputs; ///< what comes behind, n × units
    torch::Tensor vectors;              ///< the last outputs, or those of length 1
};

/// The same tensor, which will keep its gradient where gradients are worked out.
const torch::Tensor& keepingGradient(const torch::Tensor& values);

/// One tower: embeddings of all that is known of a user (or movie), joined, then dense layers.
class TowerImpl : public torch::nn::Module {
public:
    TowerImpl(const TowerShape& shape, const ModelSettings& settings);

    /// What a tower makes of n entities.
    struct Result {
        torch::Tensor vectors; ///< n × vectorSize
        torch::Tensor biases;  ///< n; undefined without biases
    };
    /// @param entities int64, n
    Result forward(const TowerInputs& inputs, const torch::Tensor& entities,
                   const HistoryChange& change = {}, TowerTrace* trace = nullptr);
    /// The joined embeddings x that forward() puts into the dense layers.
    torch::Tensor join(const TowerInputs& inputs, const torch::Tensor& entities,
                       const HistoryChange& change = {});
    /// The dense layers: from x to the vectors.
    torch::Tensor dense(torch::Tensor x, TowerTrace* trace = nullptr);

    /// The history part of x; only with a history.
    torch::Tensor historyOf(const TowerInputs& inputs, const torch::Tensor& entities,
                            const HistoryChange& change = {});
    /// The entities' own biases, n; only with biases.
    torch::Tensor ownBias(const torch::Tensor& entities);
    /// What the inputs add to them, n.
    torch::Tensor biasFrom(const torch::Tensor& x);

    void initialise(at::Generator& generator);

    /// What dropout draws from in training. One of a run's own, so that the numbers of the run do
    /// not depend on what else is drawn meanwhile; undefined: LibTorch's.
    at::Generator dropoutSource;

    /// By column of the inputs; without ids the first is empty.
    std::vector<torch::nn::Embedding> embeddings;
    std::vector<torch::nn::Embedding> bags;
    std::vector<torch::nn::Embedding> histories; ///< by channel, of the other side's entities
    std::vector<torch::nn::Linear> hidden;
    torch::nn::Linear output;
    torch::nn::Embedding bias{nullptr};      ///< an entity's own
    torch::nn::Linear biasOfInputs{nullptr}; ///< and what x adds to it

private:
    torch::Tensor dropped(const torch::Tensor& values, double share) const;

    ModelSettings settings_;
};
TORCH_MODULE(Tower);

/// The entities at the places `which` (int64) of a result.
TowerImpl::Result chosen(const TowerImpl::Result& from, const torch::Tensor& which);

/// The two towers and the match: logit = w · Σ u v + bias with one weight, or Σ w u v + bias with a
/// weight per dimension; divided by |u| |v| for the cosines; and with biases the user's and the
/// movie's own added.
class TwoTowerNetImpl : public torch::nn::Module {
public:
    explicit TwoTowerNetImpl(NetShape shape);

    /// Draws all weights anew as Keras does by default: embeddings uniform in ±0.05, dense kernels
    /// Glorot uniform, biases 0.
    void initialise(std::uint64_t seed);

    /// The number before the sigmoid for n pairs.
    torch::Tensor logits(const TowerImpl::Result& users, const TowerImpl::Result& movies);
    /// The same from the inputs on.
    torch::Tensor forward(const NetInputs& inputs, const torch::Tensor& users,
                          const torch::Tensor& movies);
    /// The logits of each of n users with each of m movies, n × m.
    torch::Tensor allPairs(const TowerImpl::Result& users, const TowerImpl::Result& movies);

    /// l2 · sum(W²) of both last dense kernels.
    torch::Tensor penalty();

    /// The same weights in memory of their own.
    std::shared_ptr<TwoTowerNetImpl> deepCopy() const;

    const NetShape& shape() const { return shape_; }

    Tower userTower;
    Tower movieTower;
    torch::nn::Linear match; ///< 1 × 1, or 1 × vectorSize where the match is weighted

private:
    NetShape shape_;
};

} // namespace towerlab
