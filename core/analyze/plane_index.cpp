// SPDX-License-Identifier: MIT
#include "core/analyze/plane_index.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace towerlab {
namespace {

constexpr double pointsPerCell = 2;
constexpr double mostCellsAcross = 4096;

} // namespace

PlaneIndex::PlaneIndex(const Layout& points) : points_(points) {
    if (points_.empty())
        return;
    const auto [left, right] = std::minmax_element(
        points_.begin(), points_.end(), [](PlanePoint a, PlanePoint b) { return a.x < b.x; });
    const auto [low, high] = std::minmax_element(
        points_.begin(), points_.end(), [](PlanePoint a, PlanePoint b) { return a.y < b.y; });
    left_ = left->x;
    low_ = low->y;
    const double width = double{right->x} - double{left_};
    const double height = double{high->y} - double{low_};
    const double cells = std::max(1.0, static_cast<double>(points_.size()) / pointsPerCell);
    // Square cells; of a line of points, cells along the line.
    const double side = std::max({std::sqrt(width * height / cells),
                                  std::max(width, height) / std::min(cells, mostCellsAcross)});
    cell_ = side > 0 ? static_cast<float>(side) : 1.0F;
    columns_ = static_cast<std::size_t>(width / double{cell_}) + 1;
    rows_ = static_cast<std::size_t>(height / double{cell_}) + 1;
    start_.assign(columns_ * rows_ + 1, 0);
    std::vector<std::uint32_t> cellOfPoint(points_.size());
    for (std::size_t i = 0; i < points_.size(); ++i) {
        cellOfPoint[i] =
            static_cast<std::uint32_t>(rowOf(points_[i].y) * columns_ + columnOf(points_[i].x));
        ++start_[cellOfPoint[i] + 1];
    }
    for (std::size_t cell = 0; cell + 1 < start_.size(); ++cell)
        start_[cell + 1] += start_[cell];
    inCell_.resize(points_.size());
    std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
    for (std::size_t i = 0; i < points_.size(); ++i)
        inCell_[next[cellOfPoint[i]]++] = static_cast<std::uint32_t>(i);
}

std::size_t PlaneIndex::cellOf(float at, float start, std::size_t cells) const {
    const float cell = (at - start) / cell_;
    if (!(cell > 0))
        return 0;
    return static_cast<std::size_t>(std::min(cell, static_cast<float>(cells - 1)));
}

void PlaneIndex::nearest(std::size_t index, std::size_t count,
                         std::vector<std::int32_t>& found) const {
    const PlanePoint centre = points_[index];
    const auto column = static_cast<std::ptrdiff_t>(columnOf(centre.x));
    const auto row = static_cast<std::ptrdiff_t>(rowOf(centre.y));
    const auto columns = static_cast<std::ptrdiff_t>(columns_);
    const auto rows = static_cast<std::ptrdiff_t>(rows_);
    count = std::min(count, points_.size() - 1);
    std::vector<std::pair<float, std::int32_t>> near;
    const auto look = [&](std::ptrdiff_t y, std::ptrdiff_t x) {
        if (x < 0 || y < 0 || x >= columns || y >= rows)
            return;
        visitCell(static_cast<std::size_t>(y * columns + x), [&](std::uint32_t other) {
            if (other == index)
                return;
            const float dx = points_[other].x - centre.x;
            const float dy = points_[other].y - centre.y;
            near.emplace_back(dx * dx + dy * dy, static_cast<std::int32_t>(other));
        });
    };
    // Ring by ring; a point beyond ring r is at least r cells away.
    const std::ptrdiff_t last = std::max(columns, rows);
    for (std::ptrdiff_t ring = 0; ring <= last; ++ring) {
        for (std::ptrdiff_t x = column - ring; x <= column + ring; ++x) {
            look(row - ring, x);
            if (ring > 0)
                look(row + ring, x);
        }
        for (std::ptrdiff_t y = row - ring + 1; y < row + ring; ++y) {
            look(y, column - ring);
            look(y, column + ring);
        }
        if (near.size() < count)
            continue;
        const auto kth = near.begin() + static_cast<std::ptrdiff_t>(count);
        std::nth_element(near.begin(), kth - 1, near.end());
        const float sure = static_cast<float>(ring) * cell_;
        if (count == 0 || (kth - 1)->first <= sure * sure)
            break;
    }
    std::sort(near.begin(), near.end());
    found.clear();
    for (std::size_t k = 0; k < count; ++k)
        found.push_back(near[k].second);
}

} // namespace towerlab
