// SPDX-License-Identifier: MIT
#include "core/analyze/pca.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cassert>

namespace towerlab {
namespace {

/// Columns of axes (d × k), each turned so that its largest loading is positive.
at::Tensor withFixedSigns(const at::Tensor& axes) {
    const at::Tensor largest = axes.abs().argmax(0, true);
    const at::Tensor sign = axes.gather(0, largest).sign();
    return axes * at::where(sign == 0, at::ones_like(sign), sign);
}

template <typename T>
std::vector<T> toVector(const at::Tensor& tensor, at::ScalarType type) {
    const at::Tensor flat = tensor.to(type).contiguous();
    const T* values = flat.data_ptr<T>();
    return {values, values + flat.numel()};
}

} // namespace

PcaResult principalComponents(VectorSpan vectors, std::size_t components) {
    assert(vectors.size() > 0);
    const at::NoGradGuard noGrad;
    const auto n = static_cast<std::int64_t>(vectors.size());
    const auto d = static_cast<std::int64_t>(vectors.dimensions);
    const auto k = std::min(static_cast<std::int64_t>(components), d);
    const at::Tensor points =
        at::from_blob(const_cast<float*>(vectors.values.data()), {n, d}, at::kFloat)
            .to(at::kDouble);
    const at::Tensor mean = points.mean(0);
    const at::Tensor centred = points - mean;
    const at::Tensor covariance =
        at::mm(centred.t(), centred) / static_cast<double>(std::max<std::int64_t>(n - 1, 1));
    const auto [ascending, directions] = at::linalg_eigh(covariance);
    // Rounding can leave an eigenvalue just below 0.
    const at::Tensor variance = ascending.flip(0).clamp_min(0);
    const at::Tensor axes = withFixedSigns(directions.flip(1).narrow(1, 0, k));
    const double total = variance.sum().item<double>();

    PcaResult result;
    result.count = vectors.size();
    result.dimensions = vectors.dimensions;
    result.components = static_cast<std::size_t>(k);
    result.mean = toVector<float>(mean, at::kFloat);
    result.axes = toVector<float>(axes.t(), at::kFloat);
    result.projected = toVector<float>(at::mm(centred, axes), at::kFloat);
    result.variance = toVector<double>(variance.narrow(0, 0, k), at::kDouble);
    result.explained.assign(result.components, 0.0);
    if (total > 0)
        std::transform(result.variance.begin(), result.variance.end(), result.explained.begin(),
                       [total](double value) { return value / total; });
    return result;
}

std::span<const float> axisOf(const PcaResult& pca, std::size_t component) {
    return std::span(pca.axes).subspan(component * pca.dimensions, pca.dimensions);
}

} // namespace towerlab
