// SPDX-License-Identifier: MIT
#pragma once

#include "core/analyze/plane_point.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace towerlab {

/// Points of the plane in the cells of a grid, so that those near a place are found without asking
/// all.
class PlaneIndex {
public:
    PlaneIndex() = default;
    /// Coordinates must be finite.
    explicit PlaneIndex(const Layout& points);

    std::size_t size() const { return points_.size(); }
    const Layout& points() const { return points_; }

    /// Calls visit(index) for all points of the cells that the rectangle touches: those in it, and
    /// some beside it.
    template <typename Visit>
    void visitIn(float left, float right, float low, float high, const Visit& visit) const {
        if (points_.empty())
            return;
        const std::size_t lastColumn = columnOf(right);
        const std::size_t lastRow = rowOf(high);
        for (std::size_t row = rowOf(low); row <= lastRow; ++row)
            for (std::size_t column = columnOf(left); column <= lastColumn; ++column)
                visitCell(row * columns_ + column, visit);
    }

    /// The k nearest points to point `index`, itself left out, the nearest first; ties by index.
    void nearest(std::size_t index, std::size_t count, std::vector<std::int32_t>& found) const;

private:
    std::size_t columnOf(float x) const { return cellOf(x, left_, columns_); }
    std::size_t rowOf(float y) const { return cellOf(y, low_, rows_); }
    std::size_t cellOf(float at, float start, std::size_t cells) const;
    template <typename Visit>
    void visitCell(std::size_t cell, const Visit& visit) const {
        for (std::uint32_t i = start_[cell]; i < start_[cell + 1]; ++i)
            visit(inCell_[i]);
    }

    Layout points_;
    float left_ = 0;
    float low_ = 0;
    float cell_ = 1; ///< width and height
    std::size_t columns_ = 1;
    std::size_t rows_ = 1;
    std::vector<std::uint32_t> start_;
    std::vector<std::uint32_t> inCell_; ///< points, cell by cell
};

} // namespace towerlab
