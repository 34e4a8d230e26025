// SPDX-License-Identifier: MIT
#include "core/inspect/step_losses.h"

#include "core/inspect/trace_numbers.h"
#include "core/model/cosine.h"
#include "core/model/trained_model_contents.h"

#include <torch/nn/functional.h>

#include <algorithm>
#include <cmath>

namespace towerlab {
namespace {

constexpr std::size_t candidatesTold = 200;

torch::Tensor gradientOf(const torch::Tensor& values) {
    const torch::Tensor gradient = values.grad();
    return gradient.defined() ? gradient : torch::zeros_like(values);
}

/// What a softmax in the batch or over the catalogue compares: logits, less logQ, without what is
/// removed.
torch::Tensor compared(const BatchTrace& forward) {
    torch::Tensor all = forward.all.detach();
    if (forward.logQ.defined())
        all = all - forward.logQ.to(all.scalar_type()).unsqueeze(0);
    if (forward.removed.defined())
        all = all.masked_fill(forward.removed, -1e9);
    return all;
}

bool hasAll(const StepTrace& trace) { return trace.forward.all.defined(); }
bool isCatalogue(const StepTrace& trace) { return trace.forward.hidden.movies.defined(); }

/// The part that each row has in a loss that is a mean over the batch.
torch::Tensor lossesOf(const StepTrace& trace, const RunSettings& settings) {
    namespace F = torch::nn::functional;
    const BatchTrace& forward = trace.forward;
    const Objective objective = settings.train.objective;
    if (isCatalogue(trace)) {
        const torch::Tensor all = compared(forward);
        const HiddenPart& hidden = forward.hidden;
        const torch::Tensor wanted =
            all.index({hidden.rows, hidden.movies}) * hidden.weights.to(all.dtype());
        return torch::logsumexp(all, 1).index_add(0, hidden.rows, -wanted);
    }
    if (hasAll(trace)) {
        const torch::Tensor all = compared(forward);
        return torch::logsumexp(all, 1) - all.diagonal();
    }
    const torch::Tensor logits = forward.logits.detach();
    if (!isRanking(objective) || objective == Objective::SampledCrossEntropy) {
        const torch::Tensor targets = trace.targets.to(logits.scalar_type());
        if (objective == Objective::MeanSquaredError)
            return ((isLinear(settings) ? logits : torch::sigmoid(logits)) - targets).square();
        torch::Tensor own = F::softplus(logits) - logits * targets;
        if (objective == Objective::SampledCrossEntropy) { // the mean is over negatives, too
            const torch::Tensor against = forward.against.detach();
            own = (own + F::softplus(against).sum(1)) / static_cast<double>(1 + against.size(1));
        }
        return own;
    }
    const torch::Tensor against = forward.against.detach();
    if (objective == Objective::SampledSoftmax)
        return torch::logsumexp(torch::cat({logits.unsqueeze(1), against}, 1), 1) - logits;
    const torch::Tensor behind = against - logits.unsqueeze(1);
    return objective == Objective::Bpr ? F::softplus(behind).mean(1)
                                       : torch::relu(settings.train.margin + behind).mean(1);
}

void sortByStrength(std::vector<Candidate>& candidates, std::size_t& leftOut) {
    const auto strength = [](const Candidate& candidate) {
        return candidate.removed ? -1e30F : candidate.logit - candidate.logQ;
    };
    std::stable_sort(candidates.begin(), candidates.end(),
                     [&](const Candidate& a, const Candidate& b) {
                         const bool positive = a.wanted > 0;
                         return positive == (b.wanted > 0) ? strength(a) > strength(b) : positive;
                     });
    leftOut = candidates.size() > candidatesTold ? candidates.size() - candidatesTold : 0;
    candidates.resize(candidates.size() - leftOut);
}

std::vector<Candidate> ofSoftmaxOfAll(const StepTrace& trace, std::size_t row) {
    const auto at = static_cast<std::int64_t>(row);
    const BatchTrace& forward = trace.forward;
    const std::vector<float> logits = plainNumbers(forward.all[at]);
    const std::vector<float> shares = plainNumbers(torch::softmax(compared(forward)[at], 0));
    const std::vector<float> slopes = plainNumbers(gradientOf(forward.all)[at]);
    const std::vector<float> logQ =
        forward.logQ.defined() ? plainNumbers(forward.logQ) : std::vector<float>(logits.size(), 0);
    std::vector<Candidate> candidates;
    for (std::size_t j = 0; j < logits.size(); ++j) {
        Candidate candidate;
        candidate.movie = isCatalogue(trace) ? static_cast<std::int32_t>(j) : trace.batch.movies[j];
        candidate.logit = logits[j];
        candidate.logQ = logQ[j];
        candidate.probability = shares[j];
        candidate.slope = slopes[j];
        candidate.wanted = !isCatalogue(trace) && j == row ? 1.0F : 0.0F;
        candidate.removed = forward.removed.defined() &&
                            forward.removed[at][static_cast<std::int64_t>(j)].item<bool>();
        candidates.push_back(candidate);
    }
    if (isCatalogue(trace)) {
        const auto* rows = forward.hidden.rows.data_ptr<std::int64_t>();
        const auto* movies = forward.hidden.movies.data_ptr<std::int64_t>();
        const auto* weights = forward.hidden.weights.data_ptr<float>();
        for (std::int64_t i = 0; i < forward.hidden.rows.numel(); ++i)
            if (rows[i] == at)
                candidates[static_cast<std::size_t>(movies[i])].wanted += weights[i];
    }
    return candidates;
}

/// How likely each is by the objective: a softmax of all; for pairs, a negative's chance to come
/// before the positive; for a cross-entropy, its own chance to be one.
std::vector<float> probabilities(const torch::Tensor& positive, const torch::Tensor& against,
                                 Objective objective) {
    const torch::Tensor all = torch::cat({positive.reshape({1}), against});
    if (objective == Objective::SampledSoftmax)
        return plainNumbers(torch::softmax(all, 0));
    if (objective == Objective::SampledCrossEntropy)
        return plainNumbers(torch::sigmoid(all));
    return plainNumbers(torch::sigmoid(all - positive));
}

std::vector<Candidate> ofDrawn(const StepTrace& trace, const RunSettings& settings,
                               std::size_t row) {
    const auto at = static_cast<std::int64_t>(row);
    const BatchTrace& forward = trace.forward;
    const torch::Tensor against = forward.against.detach()[at];
    const std::vector<float> shares =
        probabilities(forward.logits.detach()[at], against, settings.train.objective);
    const std::vector<float> logits = plainNumbers(against);
    const std::vector<float> slopes = plainNumbers(gradientOf(forward.against)[at]);
    std::vector<Candidate> candidates;
    candidates.push_back({trace.batch.movies[row], forward.logits[at].item<float>(), 0,
                          shares.front(), gradientOf(forward.logits)[at].item<float>(), 1, false});
    for (std::size_t k = 0; k < logits.size(); ++k)
        candidates.push_back(
            {forward.negatives[at][static_cast<std::int64_t>(k)].item<std::int32_t>(), logits[k], 0,
             shares[k + 1], slopes[k], 0, false});
    return candidates;
}

} // namespace

std::vector<BatchRow> rowsOf(const StepTrace& trace, const RunSettings& settings) {
    const torch::NoGradGuard noGrad;
    const std::vector<float> losses = plainNumbers(lossesOf(trace, settings));
    torch::Tensor logits = trace.forward.logits;
    torch::Tensor slopes;
    std::vector<std::int32_t> movies = trace.batch.movies;
    if (isCatalogue(trace)) {
        // The movie that a user's row is told of is the first that was hidden.
        const HiddenPart& hidden = trace.forward.hidden;
        for (std::int64_t i = hidden.rows.numel() - 1; i >= 0; --i)
            movies[static_cast<std::size_t>(hidden.rows[i].item<std::int64_t>())] =
                hidden.movies[i].item<std::int32_t>();
        const torch::Tensor columns = torch::tensor(movies, torch::kInt64).unsqueeze(1);
        logits = trace.forward.all.detach().gather(1, columns).squeeze(1);
        slopes = gradientOf(trace.forward.all).gather(1, columns).squeeze(1);
    } else if (hasAll(trace)) {
        logits = trace.forward.all.detach().diagonal();
        slopes = gradientOf(trace.forward.all).diagonal();
    } else {
        slopes = gradientOf(trace.forward.logits);
    }
    const std::vector<float> logit = plainNumbers(logits);
    const std::vector<float> output = plainNumbers(outputOf(logits.detach(), settings));
    const std::vector<float> slope = plainNumbers(slopes);
    const std::vector<float> target = plainNumbers(trace.targets);
    std::vector<BatchRow> rows;
    for (std::size_t i = 0; i < logit.size(); ++i)
        rows.push_back(
            {trace.batch.users[i], movies[i], target[i], logit[i], output[i], losses[i], slope[i]});
    return rows;
}

std::vector<Candidate> candidatesOf(const StepTrace& trace, const RunSettings& settings,
                                    std::size_t row, std::size_t& leftOut) {
    const torch::NoGradGuard noGrad;
    leftOut = 0;
    if (!isRanking(settings.train.objective))
        return {};
    std::vector<Candidate> candidates =
        hasAll(trace) ? ofSoftmaxOfAll(trace, row) : ofDrawn(trace, settings, row);
    sortByStrength(candidates, leftOut);
    return candidates;
}

std::vector<float> productGradients(const Journey& journey, float slope, Match match) {
    std::vector<float> gradients;
    const float lengths =
        isCosine(match) ? journey.user.length * journey.movie.length + cosineEpsilon : 1.0F;
    for (std::size_t k = 0; k < journey.product.size(); ++k)
        gradients.push_back(slope * journey.weights[isWeighted(match) ? k : 0] / lengths);
    return gradients;
}

} // namespace towerlab
