// SPDX-License-Identifier: MIT
#include "core/train/optimiser.h"

#include <torch/optim/adagrad.h>
#include <torch/optim/adam.h>
#include <torch/optim/adamw.h>
#include <torch/optim/rmsprop.h>
#include <torch/optim/sgd.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

namespace towerlab {
namespace {

bool isDecayed(const std::string& name) {
    return !name.starts_with("match.") && !name.ends_with("bias") && !name.ends_with("bias.weight");
}

template <typename Made, typename Options>
std::unique_ptr<torch::optim::Optimizer> make(TwoTowerNetImpl& net, Options options,
                                              double weightDecay) {
    // With one group the order of the weights, and of the state, is that of the net.
    if (weightDecay == 0) {
        std::vector<torch::Tensor> all;
        for (const torch::Tensor& weights : net.parameters())
            if (weights.requires_grad())
                all.push_back(weights);
        return std::make_unique<Made>(all, options.weight_decay(0));
    }
    std::vector<torch::Tensor> decayed;
    std::vector<torch::Tensor> free;
    for (const auto& weights : net.named_parameters())
        if (weights.value().requires_grad())
            (isDecayed(weights.key()) ? decayed : free).push_back(weights.value());
    std::vector<torch::optim::OptimizerParamGroup> groups;
    groups.emplace_back(std::move(decayed),
                        std::make_unique<Options>(Options(options).weight_decay(weightDecay)));
    groups.emplace_back(std::move(free),
                        std::make_unique<Options>(Options(options).weight_decay(0)));
    return std::make_unique<Made>(groups, options);
}

} // namespace

std::unique_ptr<torch::optim::Optimizer> makeOptimiser(TwoTowerNetImpl& net,
                                                       const TrainSettings& s) {
    using namespace torch::optim;
    switch (s.optimiser) {
    case Optimiser::Adam:
        return make<Adam>(net, AdamOptions(s.learningRate).betas({s.beta1, s.beta2}).eps(s.epsilon),
                          s.weightDecay);
    case Optimiser::AdamW:
        return make<AdamW>(net,
                           AdamWOptions(s.learningRate).betas({s.beta1, s.beta2}).eps(s.epsilon),
                           s.weightDecay);
    case Optimiser::Adagrad:
        return make<Adagrad>(net, AdagradOptions(s.learningRate).eps(s.epsilon), s.weightDecay);
    case Optimiser::Sgd:
        return make<SGD>(net, SGDOptions(s.learningRate).momentum(s.momentum), s.weightDecay);
    case Optimiser::RmsProp:
        break;
    }
    // LibTorch adds eps outside the root, as Keras does, so that with alpha = rho, no momentum and
    // not centred the two rules are the same.
    return make<RMSprop>(
        net, RMSpropOptions(s.learningRate).alpha(s.rho).eps(s.epsilon).momentum(0).centered(false),
        s.weightDecay);
}

double rateFactor(std::uint64_t step, std::uint64_t totalSteps, const TrainSettings& settings) {
    const double total = static_cast<double>(std::max<std::uint64_t>(totalSteps, 1));
    const double warm = settings.warmup * total;
    const double now = static_cast<double>(step) + 1;
    if (now < warm)
        return now / warm;
    const double share = std::min(1.0, (now - 1 - warm) / std::max(1.0, total - warm));
    switch (settings.schedule) {
    case Schedule::Linear:
        return 1 - std::max(0.0, share);
    case Schedule::Cosine:
        return 0.5 * (1 + std::cos(std::numbers::pi * std::max(0.0, share)));
    case Schedule::Constant:
        break;
    }
    return 1;
}

} // namespace towerlab
