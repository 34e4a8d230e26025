// SPDX-License-Identifier: MIT
#include "core/recommend/similar.h"

#include <algorithm>
#include <cmath>

namespace towerlab {
namespace {

float dot(std::span<const float> a, std::span<const float> b) {
    float sum = 0;
    for (std::size_t d = 0; d < a.size(); ++d)
        sum += a[d] * b[d];
    return sum;
}

} // namespace

std::vector<Neighbour> nearestNeighbours(const EmbeddingTable& table, std::size_t index,
                                         std::size_t count,
                                         const std::function<bool(std::size_t)>& accept) {
    const std::span<const float> centre = table.row(index);
    const float length = std::sqrt(dot(centre, centre));
    std::vector<Neighbour> all;
    all.reserve(table.size() - 1);
    for (std::size_t other = 0; other < table.size(); ++other) {
        if (other == index || (accept && !accept(other)))
            continue;
        const std::span<const float> vector = table.row(other);
        const float lengths = length * std::sqrt(dot(vector, vector));
        all.push_back({other, lengths > 0 ? dot(centre, vector) / lengths : 0.0F});
    }
    const std::size_t kept = std::min(count, all.size());
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept), all.end(),
                      [](const Neighbour& a, const Neighbour& b) {
                          return a.similarity != b.similarity ? a.similarity > b.similarity
                                                              : a.index < b.index;
                      });
    all.resize(kept);
    return all;
}

} // namespace towerlab
