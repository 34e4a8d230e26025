// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/ids.h"

#include <cstddef>
#include <span>
#include <vector>

namespace towerlab {

/// Vectors of all users or of all movies, one row each, by vocabulary index.
struct EmbeddingTable {
    IdColumn ids;               ///< raw ids, n
    std::size_t dimensions = 0; ///< d
    std::vector<float> values;  ///< n × d, row-major

    std::size_t size() const { return ids.size(); }
    std::span<const float> row(std::size_t index) const {
        return std::span(values).subspan(index * dimensions, dimensions);
    }
};

} // namespace towerlab
