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

/// Training examples, one a rating, by vocabulary indices. Columns of the same length. For a
/// softmax over the catalogue one a user, with no more than that.
struct Examples {
    std::vector<std::int32_t> users;
    std::vector<std::int32_t> movies;
    std::vector<float> targets; ///< what the model is to predict
    std::vector<float> stars;
    std::vector<std::uint32_t> userSlots;  ///< where in the users' history; empty without one
    std::vector<std::uint32_t> movieSlots; ///< the same of the movies'

    std::int64_t size() const { return static_cast<std::int64_t>(users.size()); }
};

/// Some examples as tensors of n entries.
struct Batch {
    torch::Tensor users;   ///< int64
    torch::Tensor movies;  ///< int64
    torch::Tensor targets; ///< float
    HistoryChange ofUsers; ///< what the users' histories must leave out
    HistoryChange ofMovies;

    std::int64_t size() const { return users.size(0); }
};

/// Puts batches of examples together, without allocation once it has seen the largest.
class BatchMaker {
public:
    /// All must outlive the maker.
    /// @param inputs null: these examples are not part of the histories
    BatchMaker(const Examples& examples, const NetInputs* inputs);

    /// The examples that `order` names. Shares its memory with the next batch.
    Batch make(std::span<const std::int64_t> order);

private:
    const Examples& examples_;
    const NetInputs* inputs_;
    torch::Tensor users_;
    torch::Tensor movies_;
    torch::Tensor targets_;
};

/// Some of the examples, in this order.
Examples chosenExamples(const Examples& from, std::span<const std::int64_t> order);

/// 0 … count - 1 in a random order: the order of an epoch, the same in every engine.
std::vector<std::int64_t> randomOrder(std::size_t count, Random& random);

/// Encodes the given rows of the ratings, once for a whole run.
Examples encodeExamples(const Dataset& dataset, const Encoding& encoding,
                        std::span<const std::uint32_t> rows,
                        const std::function<float(float stars)>& target);

/// The same ratings in the form that histories are made of; rows as above.
std::vector<IndexedRating> indexRatings(const Examples& examples, const Dataset& dataset,
                                        std::span<const std::uint32_t> rows);

} // namespace towerlab
