// SPDX-License-Identifier: MIT
#include "core/inspect/trace_numbers.h"

#include "core/model/cosine.h"
#include "core/model/trained_model_contents.h"

#include <cmath>

namespace towerlab {
namespace {

std::vector<float> rowOf(const torch::Tensor& values, std::int64_t row, bool gradients) {
    if (!values.defined())
        return {};
    const torch::Tensor from = gradients ? values.grad() : values;
    if (!from.defined())
        return std::vector<float>(static_cast<std::size_t>(values.size(1)), 0.0F);
    return plainNumbers(from.select(0, row));
}

float lengthOf(const std::vector<float>& vector) {
    double squares = 0;
    for (const float value : vector)
        squares += double{value} * double{value};
    return static_cast<float>(std::sqrt(squares));
}

torch::Tensor asRow(const std::vector<float>& values) { return torch::tensor(values).unsqueeze(0); }

} // namespace

TowerNumbers numbersOf(const TowerTrace& trace, std::int64_t row, const TowerPlan& plan,
                       bool gradients) {
    TowerNumbers numbers;
    const std::vector<float> joined = rowOf(trace.joined, row, gradients);
    auto at = joined.begin();
    for (const TowerInput& input : plan.inputs) {
        numbers.inputs.emplace_back(at, at + input.dimensions);
        at += input.dimensions;
    }
    for (const torch::Tensor& sums : trace.sums)
        numbers.sums.push_back(rowOf(sums, row, gradients));
    for (const torch::Tensor& outputs : trace.outputs)
        numbers.outputs.push_back(rowOf(outputs, row, gradients));
    numbers.vector = rowOf(trace.vectors, row, gradients);
    return numbers;
}

const torch::Tensor& tableOf(const TowerImpl& tower, const TowerPlan& plan, std::size_t input) {
    const std::size_t place = plan.tableOf(input);
    switch (tableKind(plan.inputs[input].kind)) {
    case TableKind::Bag:
        return tower.bags[place]->weight;
    case TableKind::History:
        return tower.histories[place]->weight;
    case TableKind::Embedding:
        break;
    }
    return tower.embeddings[place]->weight;
}

const torch::nn::Linear& layerOf(const TowerImpl& tower, std::size_t layer) {
    return layer < tower.hidden.size() ? tower.hidden[layer] : tower.output;
}

void finishJourney(Journey& journey, const TrainedModel& model) {
    const torch::NoGradGuard noGrad;
    TwoTowerNetImpl& net = *model.contents().net;
    const RunSettings& settings = model.record().settings;
    TowerImpl::Result user{asRow(journey.user.numbers.vector), {}};
    TowerImpl::Result movie{asRow(journey.movie.numbers.vector), {}};
    if (settings.model.biases == Switch::On) {
        user.biases = torch::full({1}, journey.user.ownBias + journey.user.biasOfInputs);
        movie.biases = torch::full({1}, journey.movie.ownBias + journey.movie.biasOfInputs);
    }
    journey.user.length = lengthOf(journey.user.numbers.vector);
    journey.movie.length = lengthOf(journey.movie.numbers.vector);
    journey.weights = plainNumbers(net.match->weight);
    journey.bias = net.match->bias.item<float>();
    const bool weighted = isWeighted(settings.model.match);
    const bool cosine = isCosine(settings.model.match);
    double matched = 0;
    journey.product.clear();
    for (std::size_t k = 0; k < journey.user.numbers.vector.size(); ++k) {
        journey.product.push_back(journey.user.numbers.vector[k] * journey.movie.numbers.vector[k]);
        matched += double{journey.product.back()} * (weighted ? double{journey.weights[k]} : 1.0);
    }
    if (cosine)
        matched /=
            double{journey.user.length} * double{journey.movie.length} + double{cosineEpsilon};
    journey.matched = static_cast<float>(matched);
    const torch::Tensor logit = net.logits(user, movie);
    journey.logit = logit.item<float>();
    journey.output = outputOf(logit, settings).item<float>();
    if (settings.train.objective == Objective::MeanSquaredError)
        journey.stars = model.vocabulary().toStars(journey.output);
}

} // namespace towerlab
