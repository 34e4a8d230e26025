// SPDX-License-Identifier: MIT
#include "core/inspect/net_health.h"

#include "core/inspect/trace_numbers.h"
#include "core/model/trained_model_contents.h"
#include "core/train/objective.h"
#include "core/train/run_material.h"
#include "core/train/trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace towerlab {
namespace {

constexpr std::size_t ratingsProbed = 512;
/// Below this, what a layer puts out is the same for all as far as anybody can tell.
constexpr double noSpread = 1e-4;

double normOf(const torch::Tensor& values) {
    return values.defined() ? values.detach().norm().item<double>() : PartHealth::none;
}

double bothNorms(double a, double b) { return std::sqrt(a * a + b * b); }

double spreadOf(const torch::Tensor& outputs) {
    return outputs.size(0) > 1
               ? std::sqrt(outputs.detach().to(torch::kFloat64).var(0, false).sum().item<double>())
               : PartHealth::none;
}

double deadShareOf(const torch::Tensor& outputs) {
    const torch::Tensor on = (outputs.detach() > 0).any(0);
    return 1 - on.to(torch::kFloat64).mean().item<double>();
}

TowerHealth healthOf(const TowerImpl& tower, const TowerPlan& plan, const TowerTrace& trace) {
    TowerHealth health;
    std::int64_t at = 0;
    for (std::size_t i = 0; i < plan.inputs.size(); ++i) {
        const torch::Tensor& table = tableOf(tower, plan, i);
        PartHealth part;
        part.weightNorm = normOf(table);
        part.gradientNorm = normOf(table.grad());
        part.spread = spreadOf(trace.joined.narrow(1, at, plan.inputs[i].dimensions));
        at += plan.inputs[i].dimensions;
        health.inputs.push_back(part);
    }
    for (std::size_t i = 0; i < plan.layers.size(); ++i) {
        const torch::nn::Linear& layer = layerOf(tower, i);
        const bool last = i + 1 == plan.layers.size();
        PartHealth part;
        part.weightNorm = bothNorms(normOf(layer->weight), normOf(layer->bias));
        part.gradientNorm = bothNorms(normOf(layer->weight.grad()), normOf(layer->bias.grad()));
        if (plan.layers[i].activation == Activation::Relu)
            part.deadShare = deadShareOf(trace.outputs[i]);
        part.spread = spreadOf(last ? trace.vectors : trace.outputs[i]);
        health.layers.push_back(part);
    }
    return health;
}

std::vector<std::int64_t> probed(std::int64_t examples, std::uint32_t seed) {
    Random random(seed, "probe");
    std::vector<std::int64_t> order = randomOrder(static_cast<std::size_t>(examples), random);
    order.resize(std::min(order.size(), ratingsProbed));
    std::sort(order.begin(), order.end());
    return order;
}

} // namespace

struct HealthProbe::Material {
    RunMaterial run;
    DataFingerprint data;
    std::vector<std::int64_t> order;

    Material(const Dataset& dataset, const RunSettings& settings)
        : run(dataset, settings, {}),
          data(fingerprintOf(dataset)),
          order(probed(run.training.size(), settings.train.seed)) {
        // Of what may be gigabytes only the probe's own ratings are kept.
        run.training = chosenExamples(run.training, order);
        run.validation = {};
        run.known.reset();
        run.net = nullptr;
        std::iota(order.begin(), order.end(), 0);
    }
};

HealthProbe::HealthProbe(const Dataset& dataset, const RunSettings& settings)
    : material_(std::make_unique<Material>(dataset, settings)) {}
HealthProbe::~HealthProbe() = default;

bool HealthProbe::fits(const TrainedModel& model) const {
    const Vocabulary& own = *material_->run.vocabulary;
    const Vocabulary& its = model.vocabulary();
    const DataFingerprint& data = model.record().data;
    return own.userCount() == its.userCount() && own.movieCount() == its.movieCount() &&
           (data.unknown() || differenceBetween(data, material_->data).empty());
}

NetHealth HealthProbe::measure(const TrainedModel& model) const {
    const RunMaterial& run = material_->run;
    const NetPlan plan = netPlan(*run.vocabulary, run.settings);
    const auto net = model.contents().net->deepCopy(); // so that the gradients are its own
    const BatchObjective objective(run.inputs, run.sampler ? &*run.sampler : nullptr,
                                   run.sequences.get(), run.settings);
    BatchMaker batches(run.training, &run.inputs);
    const Batch batch = batches.make(material_->order);
    Random negatives(run.settings.train.seed, "negatives of the probe");
    BatchTrace trace;
    (objective.loss(*net, batch, negatives, &trace) + net->penalty()).backward();
    NetHealth health;
    health.epoch = model.record().keptEpoch;
    health.user = healthOf(*net->userTower, plan.user, trace.users);
    health.movie = healthOf(*net->movieTower, plan.movie, trace.movies);
    health.match.weightNorm = normOf(net->match->weight);
    health.match.gradientNorm =
        net->match->weight.grad().defined() ? normOf(net->match->weight.grad()) : PartHealth::none;
    const torch::Tensor logits = trace.logits.defined() ? trace.logits : trace.all.flatten();
    health.match.spread = spreadOf(logits.detach().reshape({-1, 1}));
    return health;
}

std::optional<Collapse> collapseIn(const NetHealth& health) {
    std::optional<Collapse> first;
    for (const Side side : {Side::User, Side::Movie}) {
        const std::vector<PartHealth>& layers = health.tower(side).layers;
        for (std::size_t layer = 0; layer < layers.size(); ++layer) {
            const bool dead = layers[layer].deadShare >= 1;
            if (!dead && !(layers[layer].spread < noSpread))
                continue;
            if (!first || layer < first->layer)
                first = Collapse{side, layer, dead};
            break;
        }
    }
    return first;
}

} // namespace towerlab
