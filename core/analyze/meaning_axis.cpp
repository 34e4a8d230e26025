// SPDX-License-Identifier: MIT
#include "core/analyze/meaning_axis.h"

#include <cmath>

namespace towerlab {

std::vector<float> meanVector(VectorSpan vectors, std::span<const std::size_t> rows) {
    std::vector<double> sum(vectors.dimensions, 0);
    for (const std::size_t row : rows)
        for (std::size_t k = 0; k < sum.size(); ++k)
            sum[k] += double{vectors.row(row)[k]};
    std::vector<float> mean(sum.size());
    for (std::size_t k = 0; k < sum.size() && !rows.empty(); ++k)
        mean[k] = static_cast<float>(sum[k] / static_cast<double>(rows.size()));
    return mean;
}

std::vector<float> meaningAxis(VectorSpan vectors, std::span<const std::size_t> from,
                               std::span<const std::size_t> to) {
    const std::vector<float> start = meanVector(vectors, from);
    std::vector<float> axis = meanVector(vectors, to);
    double squares = 0;
    for (std::size_t k = 0; k < axis.size(); ++k) {
        axis[k] -= start[k];
        squares += double{axis[k]} * double{axis[k]};
    }
    if (squares > 0)
        for (float& value : axis)
            value = static_cast<float>(double{value} / std::sqrt(squares));
    return axis;
}

} // namespace towerlab
