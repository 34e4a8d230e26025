// SPDX-License-Identifier: MIT
// Ratings as training examples; private to core, because it shows LibTorch.
#pragma once

#include "core/data/dataset.h"
#include "core/data/encoding.h"
#include "core/data/random.h"
#include "core/model/settings.h"
#include "core/model/tower_inputs.h"
#include "core/model/two_tower_net.h"

#include <torch/types.h>

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace towerlab {

/// Training examples, one a rating, by vocabulary indices. Columns of the same length.
struct Examples {
    std::vector<std::int32_t> users;
    std::vector<std::int32_t> movies;
    std::vector<float> targets; ///< what the model is to predict
    std::vector<float> stars;

    std::int64_t size() const { return static_cast<std::int64_t>(users.size()); }
};

/// Some examples as tensors of n entries.
struct Batch {
    torch::Tensor users;   ///< int64
    torch::Tensor movies;  ///< int64
    torch::Tensor targets; ///< float
    LeftOut ofUsers;       ///< what the users' histories must leave out
    LeftOut ofMovies;

    std::int64_t size() const { return users.size(0); }
};

/// Puts batches of examples together, without allocation once it has seen the largest.
class BatchMaker {
public:
    /// @param meanStars of HistoryRows. Both must outlive the maker.
    BatchMaker(const Examples& examples, const ModelSettings& settings, float meanStars);

    /// The examples that `order` names. Shares its memory with the next batch.
    /// @param trained these examples are part of the histories
    Batch make(std::span<const std::int64_t> order, bool trained);

private:
    LeftOut leftOut(History history, const torch::Tensor& entities,
                    std::span<const std::int64_t> order) const;

    const Examples& examples_;
    const ModelSettings& settings_;
    float meanStars_;
    torch::Tensor users_;
    torch::Tensor movies_;
    torch::Tensor targets_;
};

/// 0 … count - 1 in a random order: the order of an epoch, the same in every engine.
std::vector<std::int64_t> randomOrder(std::size_t count, Random& random);

/// Encodes the given rows of the ratings, once for a whole run.
Examples encodeExamples(const Dataset& dataset, const Encoding& encoding,
                        std::span<const std::uint32_t> rows,
                        const std::function<float(float stars)>& target);

} // namespace towerlab
