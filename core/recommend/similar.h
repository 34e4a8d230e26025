// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/embedding_table.h"

#include <functional>
#include <vector>

namespace towerlab {

struct Neighbour {
    std::size_t index = 0;
    float similarity = 0; ///< cosine in [-1, 1]
};

/// The rows nearest to row `index` by cosine in the full space, itself left out, best first. A
/// vector of zeros (all units off) is similar to nothing: similarity 0.
/// @param accept which rows may be named; all where it is empty
std::vector<Neighbour> nearestNeighbours(const EmbeddingTable& table, std::size_t index,
                                         std::size_t count,
                                         const std::function<bool(std::size_t)>& accept = {});

} // namespace towerlab
