// SPDX-License-Identifier: MIT
#include "core/classify/adam.h"

#include <cmath>

namespace towerlab::detail {
namespace {

constexpr double beta1 = 0.9;
constexpr double beta2 = 0.999;
constexpr float epsilon = 1e-8F;

void updateRange(float* __restrict w, float* __restrict g, float* __restrict m, float* __restrict v,
                 std::size_t count, float rate, float shrink) {
    constexpr auto b1 = static_cast<float>(beta1);
    constexpr auto b2 = static_cast<float>(beta2);
    for (std::size_t i = 0; i < count; ++i) {
        m[i] = b1 * m[i] + (1 - b1) * g[i];
        v[i] = b2 * v[i] + (1 - b2) * (g[i] * g[i]);
        // Means of weights that no example touches would fade into denormal numbers, on which
        // processors are many times slower.
        m[i] = std::fabs(m[i]) < 1e-30F ? 0.0F : m[i];
        v[i] = v[i] < 1e-30F ? 0.0F : v[i];
        w[i] -= rate * (m[i] / (std::sqrt(v[i]) + epsilon)) + shrink * w[i];
        g[i] = 0;
    }
}

} // namespace

void AdamWeights::update(std::size_t begin, std::size_t end, const AdamStep& step) {
    const auto t = static_cast<double>(step.number);
    const double rate =
        step.learningRate * std::sqrt(1 - std::pow(beta2, t)) / (1 - std::pow(beta1, t));
    updateRange(value.data() + begin, gradient.data() + begin, mean_.data() + begin,
                square_.data() + begin, end - begin, static_cast<float>(rate),
                static_cast<float>(step.learningRate * step.weightDecay));
}

} // namespace towerlab::detail
