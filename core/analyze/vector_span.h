// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/embedding_table.h"

#include <cstddef>
#include <span>

namespace towerlab {

/// n vectors of d numbers that somebody else keeps, row by row.
struct VectorSpan {
    std::span<const float> values; ///< n × d
    std::size_t dimensions = 0;    ///< d

    std::size_t size() const { return dimensions == 0 ? 0 : values.size() / dimensions; }
    std::span<const float> row(std::size_t index) const {
        return values.subspan(index * dimensions, dimensions);
    }
};

inline VectorSpan spanOf(const EmbeddingTable& table) { return {table.values, table.dimensions}; }

} // namespace towerlab
