// SPDX-License-Identifier: MIT
#include "core/train/optimiser.h"

#include "core/error.h"

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

/// RMSprop with the epsilon inside the root: Keras 2.11 and later, TensorFlow.
class KerasRmsProp : public torch::optim::RMSprop {
public:
    using RMSprop::RMSprop;

    torch::Tensor step(LossClosure closure = nullptr) override {
        TORCH_INTERNAL_ASSERT(closure == nullptr);
        const torch::NoGradGuard noGrad;
        for (torch::optim::OptimizerParamGroup& group : param_groups()) {
            const auto& options = static_cast<const torch::optim::RMSpropOptions&>(group.options());
            for (torch::Tensor& weights : group.params())
                if (weights.grad().defined())
                    update(weights, options);
        }
        return {};
    }

private:
    void update(torch::Tensor& weights, const torch::optim::RMSpropOptions& options) {
        torch::Tensor gradient = weights.grad();
        if (options.weight_decay() != 0)
            gradient = gradient.add(weights, options.weight_decay());
        auto& kept = state()[c10::guts::to_string(weights.unsafeGetTensorImpl())];
        if (!kept) {
            auto fresh = std::make_unique<torch::optim::RMSpropParamState>();
            fresh->square_avg(torch::zeros_like(weights));
            kept = std::move(fresh);
        }
        auto& square = static_cast<torch::optim::RMSpropParamState&>(*kept).square_avg();
        square.mul_(options.alpha()).addcmul_(gradient, gradient, 1 - options.alpha());
        weights.addcdiv_(gradient, (square + options.eps()).sqrt_(), -options.lr());
    }
};

std::string stateName(const std::string& weights, std::string_view memory) {
    return weights + '/' + std::string(memory);
}

/// Calls visit(name, memory) for all that a kind of optimiser remembers of one weight.
template <typename Visit>
void visitState(Optimiser kind, torch::optim::OptimizerParamState* state, Visit visit) {
    using namespace torch::optim;
    if (state == nullptr)
        return;
    const auto adam = [&](auto& of) {
        visit("step", of.step());
        visit("exp_avg", of.exp_avg());
        visit("exp_avg_sq", of.exp_avg_sq());
    };
    switch (kind) {
    case Optimiser::RmsProp: // does not use its count of steps
        return visit("square_avg", static_cast<RMSpropParamState&>(*state).square_avg());
    case Optimiser::Adam:
        return adam(static_cast<AdamParamState&>(*state));
    case Optimiser::AdamW:
        return adam(static_cast<AdamWParamState&>(*state));
    case Optimiser::Adagrad:
        visit("step", static_cast<AdagradParamState&>(*state).step());
        return visit("sum", static_cast<AdagradParamState&>(*state).sum());
    case Optimiser::Sgd:
        return visit("momentum_buffer", static_cast<SGDParamState&>(*state).momentum_buffer());
    }
}

std::unique_ptr<torch::optim::OptimizerParamState> emptyState(Optimiser kind) {
    using namespace torch::optim;
    switch (kind) {
    case Optimiser::Adam:
        return std::make_unique<AdamParamState>();
    case Optimiser::AdamW:
        return std::make_unique<AdamWParamState>();
    case Optimiser::Adagrad:
        return std::make_unique<AdagradParamState>();
    case Optimiser::Sgd:
        return std::make_unique<SGDParamState>();
    case Optimiser::RmsProp:
        break;
    }
    return std::make_unique<RMSpropParamState>();
}

torch::optim::OptimizerParamState* existingState(torch::optim::Optimizer& optimiser,
                                                 const torch::Tensor& weights) {
    const auto found = optimiser.state().find(c10::guts::to_string(weights.unsafeGetTensorImpl()));
    return found == optimiser.state().end() ? nullptr : found->second.get();
}

torch::optim::OptimizerParamState* madeState(torch::optim::Optimizer& optimiser,
                                             const torch::Tensor& weights, Optimiser kind) {
    auto& state = optimiser.state()[c10::guts::to_string(weights.unsafeGetTensorImpl())];
    state = emptyState(kind);
    return state.get();
}

bool remembers(const NamedTensors& state, const std::string& weights) {
    const auto& all = state.entries();
    return std::any_of(all.begin(), all.end(), [&](const NamedTensors::Entry& entry) {
        return entry.first.starts_with(stateName(weights, ""));
    });
}

struct StateWriter {
    NamedTensors& to;
    const std::string& weights;
    void operator()(std::string_view memory, const torch::Tensor& value) const {
        if (value.defined())
            to.add(stateName(weights, memory), value.detach().clone());
    }
    void operator()(std::string_view memory, std::int64_t value) const {
        to.add(stateName(weights, memory), torch::full({1}, value, torch::kInt64));
    }
};

struct StateReader {
    const NamedTensors& from;
    const std::string& weights;
    const torch::Tensor& like;

    torch::Tensor found(std::string_view memory, at::IntArrayRef sizes,
                        torch::ScalarType type) const {
        torch::Tensor value = from.find(stateName(weights, memory));
        if (!value.defined() || value.sizes() != sizes || value.scalar_type() != type)
            throw ModelFileError("The model's checkpoint does not fit its weights: " +
                                 stateName(weights, memory));
        return value;
    }
    void operator()(std::string_view memory, torch::Tensor& value) const {
        value = found(memory, like.sizes(), like.scalar_type()).clone();
    }
    void operator()(std::string_view memory, std::int64_t& value) const {
        value = found(memory, {1}, torch::kInt64).item<std::int64_t>();
    }
};

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
    const RMSpropOptions options =
        RMSpropOptions(s.learningRate).alpha(s.rho).eps(s.epsilon).momentum(0).centered(false);
    if (s.epsilonPlace == EpsilonPlace::InsideRoot)
        return make<KerasRmsProp>(net, options, s.weightDecay);
    return make<RMSprop>(net, options, s.weightDecay);
}

NamedTensors optimiserState(torch::optim::Optimizer& optimiser, const TwoTowerNetImpl& net,
                            Optimiser kind) {
    NamedTensors state;
    for (const auto& weights : net.named_parameters())
        visitState(kind, existingState(optimiser, weights.value()),
                   StateWriter{state, weights.key()});
    return state;
}

void setOptimiserState(torch::optim::Optimizer& optimiser, const TwoTowerNetImpl& net,
                       Optimiser kind, const NamedTensors& state) {
    for (const auto& weights : net.named_parameters())
        if (weights.value().requires_grad() && remembers(state, weights.key()))
            visitState(kind, madeState(optimiser, weights.value(), kind),
                       StateReader{state, weights.key(), weights.value()});
}

std::string rmsPropStateName(const std::string& weights) {
    return stateName(weights, "square_avg");
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
