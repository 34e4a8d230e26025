// SPDX-License-Identifier: MIT
#include "core/analyze/procrustes.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <cassert>
#include <cmath>

namespace towerlab {
namespace {

at::Tensor tensorOf(VectorSpan vectors) {
    return at::from_blob(const_cast<float*>(vectors.values.data()),
                         {static_cast<std::int64_t>(vectors.size()),
                          static_cast<std::int64_t>(vectors.dimensions)},
                         at::kFloat)
        .to(at::kDouble);
}

std::vector<float> times(std::span<const double> vector, std::span<const double> matrix) {
    const std::size_t d = vector.size();
    std::vector<float> result(d);
    for (std::size_t column = 0; column < d; ++column) {
        double sum = 0;
        for (std::size_t row = 0; row < d; ++row)
            sum += vector[row] * matrix[row * d + column];
        result[column] = static_cast<float>(sum);
    }
    return result;
}

std::vector<float> flat(const Layout& layout) {
    std::vector<float> values;
    values.reserve(2 * layout.size());
    for (const PlanePoint& point : layout) {
        values.push_back(point.x);
        values.push_back(point.y);
    }
    return values;
}

} // namespace

std::vector<double> procrustes(VectorSpan moving, VectorSpan reference) {
    assert(moving.size() == reference.size() && moving.dimensions == reference.dimensions);
    const at::NoGradGuard noGrad;
    const at::Tensor covariance = at::mm(tensorOf(moving).t(), tensorOf(reference));
    const auto [u, s, vh] = at::linalg_svd(covariance, false);
    const at::Tensor turn = at::mm(u, vh).contiguous();
    const double* values = turn.data_ptr<double>();
    return {values, values + turn.numel()};
}

TurnedVectors turnedTo(const TurnedVectors* before, VectorSpan vectors) {
    const std::size_t d = vectors.dimensions;
    const std::size_t n = vectors.size();
    TurnedVectors result;
    result.dimensions = d;
    result.mean.assign(d, 0);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < d; ++k)
            result.mean[k] += double{vectors.row(i)[k]} / static_cast<double>(n);
    result.values.resize(n * d);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < d; ++k)
            result.values[i * d + k] =
                static_cast<float>(double{vectors.row(i)[k]} - result.mean[k]);
    if (before == nullptr) {
        result.turn.assign(d * d, 0);
        for (std::size_t k = 0; k < d; ++k)
            result.turn[k * d + k] = 1;
        return result;
    }
    result.turn = procrustes(result.span(), before->span());
    std::vector<double> row(d);
    for (std::size_t i = 0; i < n; ++i) {
        const auto centred = result.span().row(i);
        row.assign(centred.begin(), centred.end());
        const std::vector<float> turned = times(row, result.turn);
        std::copy(turned.begin(), turned.end(),
                  result.values.begin() + static_cast<std::ptrdiff_t>(i * d));
    }
    return result;
}

std::vector<float> turnedDirection(const TurnedVectors& vectors, std::span<const float> direction) {
    return times(std::vector<double>(direction.begin(), direction.end()), vectors.turn);
}

std::vector<float> turnedPlace(const TurnedVectors& vectors, std::span<const float> place) {
    std::vector<double> centred(place.begin(), place.end());
    for (std::size_t k = 0; k < centred.size(); ++k)
        centred[k] -= vectors.mean[k];
    return times(centred, vectors.turn);
}

PlanePoint projected(std::span<const float> vector, const PlaneAxes& axes) {
    PlanePoint point;
    for (std::size_t k = 0; k < vector.size(); ++k) {
        point.x += vector[k] * axes.across[k];
        point.y += vector[k] * axes.up[k];
    }
    return point;
}

Layout projected(VectorSpan vectors, const PlaneAxes& axes) {
    Layout layout(vectors.size());
    for (std::size_t i = 0; i < layout.size(); ++i)
        layout[i] = projected(vectors.row(i), axes);
    return layout;
}

PlaneAxes turnedInPlane(const PlaneAxes& axes, VectorSpan vectors, const Layout& before) {
    const std::vector<float> now = flat(projected(vectors, axes));
    const std::vector<float> then = flat(before);
    const std::vector<double> turn = procrustes({now, 2}, {then, 2});
    PlaneAxes turned = axes;
    for (std::size_t k = 0; k < axes.across.size(); ++k) {
        const double x = double{axes.across[k]};
        const double y = double{axes.up[k]};
        turned.across[k] = static_cast<float>(x * turn[0] + y * turn[2]);
        turned.up[k] = static_cast<float>(x * turn[1] + y * turn[3]);
    }
    return turned;
}

} // namespace towerlab
