// SPDX-License-Identifier: MIT
#include "core/io/net_parts.h"

#include "core/io/model_parts.h"

#include <cstdint>

namespace towerlab {
namespace {

std::uint64_t numbersOf(const NamedTensors& from, const std::string& prefix) {
    std::uint64_t count = 0;
    for (const auto& [name, value] : from.entries())
        if (name.starts_with(prefix))
            count += static_cast<std::uint64_t>(value.numel());
    return count;
}

} // namespace

void putNet(NamedTensors& to, const TwoTowerNetImpl& net, const std::string& prefix) {
    for (const auto& weights : net.named_parameters())
        to.add(prefix + weights.key(), weights.value().detach());
}

std::shared_ptr<TwoTowerNetImpl> takeNet(const NamedTensors& from, const std::string& prefix,
                                         const NetShape& shape) {
    // Before any memory is taken for it.
    if (embeddingNumbers(shape) > numbersOf(from, prefix))
        contradiction("the weights do not fit the vocabulary and the settings");
    const torch::NoGradGuard noGrad;
    auto net = std::make_shared<TwoTowerNetImpl>(shape);
    for (const auto& weights : net->named_parameters()) {
        const torch::Tensor kept = from.find(prefix + weights.key());
        if (!kept.defined())
            contradiction("it lacks " + prefix + weights.key());
        if (kept.sizes() != weights.value().sizes() || kept.scalar_type() != torch::kFloat32)
            contradiction("the weights do not fit the vocabulary and the settings");
        if (!torch::isfinite(kept).all().item<bool>())
            contradiction("some weights are not numbers");
        weights.value().copy_(kept);
    }
    net->eval();
    return net;
}

} // namespace towerlab
