// SPDX-License-Identifier: MIT
#include "core/train/objective.h"

#include <torch/nn/functional.h>

#include <algorithm>
#include <cmath>

namespace towerlab {

namespace {

void startBiases(torch::nn::Embedding& bias, const std::vector<float>& deviations, float range) {
    auto* value = bias->weight.data_ptr<float>();
    for (const float deviation : deviations)
        *value++ = deviation / range;
}

TowerImpl::Result repeated(const TowerImpl::Result& from, std::int64_t times) {
    return {from.vectors.repeat_interleave(times, 0),
            from.biases.defined() ? from.biases.repeat_interleave(times) : torch::Tensor()};
}

} // namespace

float targetOf(float stars, const RunSettings& settings, const Vocabulary& vocabulary) {
    if (settings.train.objective != Objective::MeanSquaredError)
        return static_cast<double>(stars) >= settings.data.likeThreshold ? 1.0F : 0.0F;
    return vocabulary.normalise(stars);
}

torch::Tensor objectiveLoss(const RunSettings& settings, const torch::Tensor& logits,
                            const torch::Tensor& targets) {
    const torch::Tensor wanted = targets.to(logits.scalar_type());
    // The logit form of cross-entropy stays finite where sigmoid(logits) rounds to 0 or 1.
    if (isProbability(settings.train.objective))
        return torch::binary_cross_entropy_with_logits(logits, wanted);
    return torch::mse_loss(isLinear(settings) ? logits : torch::sigmoid(logits), wanted);
}

void startMatch(TwoTowerNetImpl& net, const RunSettings& settings, const Vocabulary& vocabulary,
                const RatingBaseline& baseline, double meanTarget) {
    const torch::NoGradGuard noGrad;
    const TrainSettings& train = settings.train;
    if (isRanking(train.objective)) {
        const bool free = isProbability(train.objective);
        net.match->weight.fill_(1 / train.temperature);
        net.match->weight.set_requires_grad(free || train.learnTemperature == Switch::On);
        net.match->bias.set_requires_grad(free); // an order does not depend on it
        return;
    }
    const float range = vocabulary.maxRating - vocabulary.minRating;
    if (isLinear(settings)) {
        net.match->weight.fill_(range > 0 ? 1 / range : 1.0F); // u·v is then in stars
        net.match->bias.fill_(meanTarget);
        if (settings.model.biases == Switch::On && !baseline.empty() && range > 0) {
            startBiases(net.userTower->bias, baseline.users, range);
            startBiases(net.movieTower->bias, baseline.movies, range);
        }
    } else if (settings.model.biases == Switch::On) {
        const double mean = std::clamp(meanTarget, 0.01, 0.99);
        net.match->bias.fill_(std::log(mean / (1 - mean)));
        net.match->weight.abs_();
    }
}

BatchObjective::BatchObjective(const NetInputs& inputs, const NegativeSampler* sampler,
                               const EntityHistory* sequences, const RunSettings& settings)
    : inputs_(inputs), sampler_(sampler), sequences_(sequences), settings_(settings) {}

torch::Tensor BatchObjective::loss(TwoTowerNetImpl& net, const Batch& batch, Random& negatives,
                                   BatchTrace* trace) const {
    if (!isRanking(settings_.train.objective))
        return pointwise(net, batch, trace);
    if (settings_.train.objective == Objective::InBatchSoftmax)
        return inBatch(net, batch, trace);
    if (settings_.train.objective == Objective::CatalogueSoftmax)
        return catalogue(net, batch, negatives, trace);
    return sampled(net, batch, negatives, trace);
}

TowerImpl::Result BatchObjective::usersOf(TwoTowerNetImpl& net, const Batch& batch,
                                          BatchTrace* trace) const {
    return net.userTower->forward(inputs_.users, batch.users, batch.ofUsers,
                                  trace != nullptr ? &trace->users : nullptr);
}

TowerImpl::Result BatchObjective::moviesOf(TwoTowerNetImpl& net, const Batch& batch,
                                           BatchTrace* trace) const {
    return net.movieTower->forward(inputs_.movies, batch.movies, batch.ofMovies,
                                   trace != nullptr ? &trace->movies : nullptr);
}

torch::Tensor BatchObjective::embeddingPenalty(TwoTowerNetImpl& net, const Batch& batch) const {
    torch::Tensor squares;
    const auto add = [&](const torch::Tensor& rows) {
        const torch::Tensor sum = rows.square().sum();
        squares = squares.defined() ? squares + sum : sum;
    };
    const auto addSide = [&](TowerImpl& tower, const torch::Tensor& entities) {
        if (tower.embeddings.front())
            add(tower.embeddings.front()(entities));
        if (tower.bias)
            add(tower.ownBias(entities));
    };
    addSide(*net.userTower, batch.users);
    addSide(*net.movieTower, batch.movies);
    if (!squares.defined())
        return torch::zeros({});
    return squares * (settings_.train.embeddingL2 / static_cast<double>(batch.size()));
}

torch::Tensor BatchObjective::pointwise(TwoTowerNetImpl& net, const Batch& batch,
                                        BatchTrace* trace) const {
    // Movies first, here and below: what is dropped out depends on which tower draws first.
    const TowerImpl::Result movies = moviesOf(net, batch, trace);
    const torch::Tensor logits = net.logits(usersOf(net, batch, trace), movies);
    if (trace != nullptr)
        trace->logits = keepingGradient(logits);
    return objectiveLoss(settings_, logits, batch.targets);
}

torch::Tensor BatchObjective::drawNegatives(const Batch& batch, Random& negatives) const {
    const std::int64_t each = settings_.train.negatives;
    torch::Tensor drawn = torch::empty({batch.size(), each}, torch::kInt64);
    auto* movie = drawn.data_ptr<std::int64_t>();
    const auto* user = batch.users.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < batch.size(); ++i)
        for (std::int64_t k = 0; k < each; ++k)
            *movie++ = sampler_->draw(static_cast<std::int32_t>(user[i]), negatives);
    return drawn;
}

torch::Tensor BatchObjective::sampled(TwoTowerNetImpl& net, const Batch& batch, Random& negatives,
                                      BatchTrace* trace) const {
    const TrainSettings& train = settings_.train;
    const torch::Tensor drawn = drawNegatives(batch, negatives);
    const std::int64_t each = drawn.size(1);
    const TowerImpl::Result users = usersOf(net, batch, trace);
    const torch::Tensor positive = net.logits(users, moviesOf(net, batch, trace));
    // A movie that was drawn often goes through its tower once.
    const Distinct movies = distinct(drawn.flatten());
    const torch::Tensor negative =
        net.logits(repeated(users, each),
                   chosen(net.movieTower(inputs_.movies, movies.entities), movies.which))
            .reshape({batch.size(), each});
    if (trace != nullptr) {
        trace->logits = keepingGradient(positive);
        trace->negatives = drawn;
        trace->against = keepingGradient(negative);
    }
    switch (train.objective) {
    case Objective::SampledCrossEntropy:
        return objectiveLoss(
            settings_, torch::cat({positive, negative.flatten()}),
            torch::cat({torch::ones_like(positive), torch::zeros_like(negative.flatten())}));
    case Objective::SampledSoftmax: {
        // Huang et al. 2013, equations 5 and 6; the smoothing factor is the match's weight.
        const torch::Tensor all = torch::cat({positive.unsqueeze(1), negative}, 1);
        return (torch::logsumexp(all, 1) - positive).mean();
    }
    case Objective::Bpr: // Rendle et al. 2009, section 4.1
        return torch::nn::functional::softplus(negative - positive.unsqueeze(1)).mean();
    default: // MaxMargin: Weston et al. 2011 without the weight of the rank
        return torch::relu(train.margin + negative - positive.unsqueeze(1)).mean();
    }
}

torch::Tensor BatchObjective::hits(const Batch& batch) const {
    const std::int64_t n = batch.size();
    torch::Tensor mask = torch::zeros({n, n}, torch::kBool);
    auto* hit = mask.data_ptr<bool>();
    const auto* user = batch.users.data_ptr<std::int64_t>();
    const auto* movie = batch.movies.data_ptr<std::int64_t>();
    const bool all = settings_.train.hitRemoval == HitRemoval::AllRated;
    std::vector<char> known(sampler_->movieCount(), 0);
    for (std::int64_t i = 0; i < n; ++i, hit += n) {
        const auto rated = all ? sampler_->ratedBy(static_cast<std::int32_t>(user[i]))
                               : std::span<const std::int32_t>();
        for (const std::int32_t m : rated)
            known[static_cast<std::size_t>(m)] = 1;
        for (std::int64_t j = 0; j < n; ++j)
            hit[j] = movie[j] == movie[i] || known[static_cast<std::size_t>(movie[j])] != 0;
        hit[i] = false; // the positive itself stays
        for (const std::int32_t m : rated)
            known[static_cast<std::size_t>(m)] = 0;
    }
    return mask;
}

torch::Tensor BatchObjective::inBatch(TwoTowerNetImpl& net, const Batch& batch,
                                      BatchTrace* trace) const {
    const TrainSettings& train = settings_.train;
    const TowerImpl::Result movies = moviesOf(net, batch, trace);
    torch::Tensor all = net.allPairs(usersOf(net, batch, trace), movies);
    if (trace != nullptr)
        trace->all = keepingGradient(all);
    if (train.logQ == Switch::On) {
        // Yi et al. 2019, equation 3: popular movies are in the batch, and so negatives, too often.
        torch::Tensor logQ = torch::empty({batch.size()}, torch::kFloat32);
        const auto* movie = batch.movies.data_ptr<std::int64_t>();
        auto* value = logQ.data_ptr<float>();
        for (std::int64_t j = 0; j < batch.size(); ++j)
            value[j] = std::log(sampler_->popularity()[static_cast<std::size_t>(movie[j])]);
        all = all - logQ.to(all.scalar_type()).unsqueeze(0);
        if (trace != nullptr)
            trace->logQ = logQ;
    }
    if (train.hitRemoval != HitRemoval::None) {
        const torch::Tensor removed = hits(batch);
        all = all.masked_fill(removed, -1e9);
        if (trace != nullptr)
            trace->removed = removed;
    }
    return (torch::logsumexp(all, 1) - all.diagonal()).mean();
}

torch::Tensor BatchObjective::catalogue(TwoTowerNetImpl& net, const Batch& batch, Random& random,
                                        BatchTrace* trace) const {
    const HiddenPart hidden = hidePart(*sequences_, batch.users, random);
    Batch seen = batch;
    if (inputs_.users.history)
        seen.ofUsers = {HistoryChange::Kind::Replace, hidden.seen};
    seen.movies = torch::arange(inputs_.movies.columns.size(1), torch::kInt64);
    seen.ofMovies = {};
    const TowerImpl::Result movies = moviesOf(net, seen, trace);
    const torch::Tensor all = net.allPairs(usersOf(net, seen, trace), movies);
    if (trace != nullptr) {
        trace->all = keepingGradient(all);
        trace->hidden = hidden;
    }
    const torch::Tensor wanted = all.index({hidden.rows, hidden.movies});
    return (torch::logsumexp(all, 1).sum() - (wanted * hidden.weights.to(wanted.dtype())).sum()) /
           static_cast<double>(batch.size());
}

} // namespace towerlab
