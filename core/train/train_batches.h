// SPDX-License-Identifier: MIT
// Ratings as tensors; private to core, because it shows LibTorch.
#pragma once

#include "core/data/dataset.h"
#include "core/data/encoding.h"
#include "core/data/random.h"
#include "core/model/trained_model_contents.h"

#include <torch/types.h>

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace towerlab {

/// Model inputs and targets, an example a column.
struct Examples {
    torch::Tensor users;   ///< int64, 4 × n
    torch::Tensor movies;  ///< int64, 2 × n
    torch::Tensor targets; ///< float, n

    std::int64_t size() const { return targets.size(0); }
    /// A view of `count` examples, or of as many as are left.
    Examples slice(std::int64_t start, std::int64_t count) const;
    /// All of them in a new random order.
    Examples shuffled(Random& random) const;
};

/// 0 … count - 1 in a random order: the order of an epoch, the same in every engine.
std::vector<std::int64_t> randomOrder(std::size_t count, Random& random);

/// Encodes the given rows of the ratings, once for a whole run.
Examples encodeExamples(const Dataset& dataset, const Encoding& encoding,
                        const FeatureColumns& columns, std::span<const std::uint32_t> rows,
                        const std::function<float(float stars)>& target);

} // namespace towerlab
