// SPDX-License-Identifier: MIT
#include "core/analyze/movement.h"

#include <cmath>

namespace towerlab {

std::vector<float> movedAmongNeighbours(VectorSpan before, VectorSpan after,
                                        const NearestLists& neighbours) {
    const std::size_t d = after.dimensions;
    std::vector<float> moved(after.size());
    std::vector<double> rest(d);
    const auto move = [&](std::size_t point, std::size_t k) {
        return double{after.row(point)[k]} - double{before.row(point)[k]};
    };
    for (std::size_t i = 0; i < moved.size(); ++i) {
        for (std::size_t k = 0; k < d; ++k)
            rest[k] = move(i, k);
        if (neighbours.count > 0)
            for (const std::int32_t other : neighbours.of(i))
                for (std::size_t k = 0; k < d; ++k)
                    rest[k] -= move(static_cast<std::size_t>(other), k) /
                               static_cast<double>(neighbours.count);
        double squares = 0;
        for (const double each : rest)
            squares += each * each;
        moved[i] = static_cast<float>(std::sqrt(squares));
    }
    return moved;
}

} // namespace towerlab
