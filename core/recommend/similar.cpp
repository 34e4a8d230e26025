// SPDX-License-Identifier: MIT
#include "core/recommend/similar.h"

#include "core/kernels/dot.h"
#include "core/recommend/best_first.h"

#include <cmath>

namespace towerlab {

std::vector<Neighbour> nearestNeighbours(const EmbeddingTable& table, std::size_t index,
                                         std::size_t count,
                                         const std::function<bool(std::size_t)>& accept) {
    const std::span<const float> centre = table.row(index);
    const float length = std::sqrt(dotInOrder(centre, centre));
    std::vector<Neighbour> all;
    all.reserve(table.size() - 1);
    for (std::size_t other = 0; other < table.size(); ++other) {
        if (other == index || (accept && !accept(other)))
            continue;
        const std::span<const float> vector = table.row(other);
        const float lengths = length * std::sqrt(dotInOrder(vector, vector));
        all.push_back({other, lengths > 0 ? dotInOrder(centre, vector) / lengths : 0.0F});
    }
    keepBest(all, count, [](const Neighbour& a, const Neighbour& b) {
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.index < b.index;
    });
    return all;
}

} // namespace towerlab
