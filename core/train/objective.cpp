// SPDX-License-Identifier: MIT
#include "core/train/objective.h"

#include <torch/nn/functional.h>

#include <algorithm>
#include <cmath>

namespace towerlab {

float targetOf(float stars, const RunSettings& settings, const Vocabulary& vocabulary) {
    if (settings.train.objective != Objective::MeanSquaredError)
        return static_cast<double>(stars) >= settings.data.likeThreshold ? 1.0F : 0.0F;
    return vocabulary.normalise(stars);
}

torch::Tensor objectiveLoss(Objective objective, const torch::Tensor& logits,
                            const torch::Tensor& targets) {
    const torch::Tensor wanted = targets.to(logits.scalar_type());
    // The logit form of cross-entropy stays finite where sigmoid(logits) rounds to 0 or 1.
    if (isProbability(objective))
        return torch::binary_cross_entropy_with_logits(logits, wanted);
    return torch::mse_loss(torch::sigmoid(logits), wanted);
}

void startMatch(TwoTowerNetImpl& net, const RunSettings& settings, double meanTarget) {
    const torch::NoGradGuard noGrad;
    const TrainSettings& train = settings.train;
    if (isRanking(train.objective)) {
        const bool free = isProbability(train.objective);
        net.match->weight.fill_(1 / train.temperature);
        net.match->weight.set_requires_grad(free || train.learnTemperature == Switch::On);
        net.match->bias.set_requires_grad(free); // an order does not depend on it
        return;
    }
    if (settings.model.biases == Switch::Off)
        return;
    const double mean = std::clamp(meanTarget, 0.01, 0.99);
    net.match->bias.fill_(std::log(mean / (1 - mean)));
    net.match->weight.abs_();
}

BatchObjective::BatchObjective(const NetInputs& inputs, const NegativeSampler* sampler,
                               const RunSettings& settings)
    : inputs_(inputs), sampler_(sampler), settings_(settings) {}

torch::Tensor BatchObjective::loss(TwoTowerNetImpl& net, const Batch& batch,
                                   Random& negatives) const {
    if (!isRanking(settings_.train.objective))
        return pointwise(net, batch);
    if (settings_.train.objective == Objective::InBatchSoftmax)
        return inBatch(net, batch);
    return sampled(net, batch, negatives);
}

torch::Tensor BatchObjective::embeddingPenalty(TwoTowerNetImpl& net, const Batch& batch) const {
    torch::Tensor squares;
    const auto add = [&](const torch::Tensor& rows) {
        const torch::Tensor sum = rows.square().sum();
        squares = squares.defined() ? squares + sum : sum;
    };
    for (const auto& [tower, entities] :
         {std::pair{net.userTower, batch.users}, std::pair{net.movieTower, batch.movies}}) {
        add(tower->embeddings.front()->forward(entities));
        if (tower->bias)
            add(tower->biasOf(entities));
    }
    return squares * (settings_.train.embeddingL2 / static_cast<double>(batch.size()));
}

torch::Tensor BatchObjective::pointwise(TwoTowerNetImpl& net, const Batch& batch) const {
    const torch::Tensor u = net.userTower(inputs_.users, batch.users, batch.ofUsers);
    const torch::Tensor v = net.movieTower(inputs_.movies, batch.movies, batch.ofMovies);
    return objectiveLoss(settings_.train.objective, net.logits(u, batch.users, v, batch.movies),
                         batch.targets);
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

torch::Tensor BatchObjective::sampled(TwoTowerNetImpl& net, const Batch& batch,
                                      Random& negatives) const {
    const TrainSettings& train = settings_.train;
    const torch::Tensor drawn = drawNegatives(batch, negatives);
    const std::int64_t each = drawn.size(1);
    const torch::Tensor u = net.userTower(inputs_.users, batch.users, batch.ofUsers);
    const torch::Tensor v = net.movieTower(inputs_.movies, batch.movies, batch.ofMovies);
    const torch::Tensor positive = net.logits(u, batch.users, v, batch.movies);
    // A movie that was drawn often goes through its tower once.
    const auto [movies, inverse, counts] = at::_unique2(drawn.flatten(), true, true);
    const torch::Tensor others = net.movieTower(inputs_.movies, movies).index_select(0, inverse);
    const torch::Tensor negative =
        net.logits(u.repeat_interleave(each, 0), batch.users.repeat_interleave(each), others,
                   drawn.flatten())
            .reshape({batch.size(), each});
    switch (train.objective) {
    case Objective::SampledCrossEntropy:
        return objectiveLoss(
            train.objective, torch::cat({positive, negative.flatten()}),
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

torch::Tensor BatchObjective::inBatch(TwoTowerNetImpl& net, const Batch& batch) const {
    const TrainSettings& train = settings_.train;
    const torch::Tensor u = net.userTower(inputs_.users, batch.users, batch.ofUsers);
    const torch::Tensor v = net.movieTower(inputs_.movies, batch.movies, batch.ofMovies);
    torch::Tensor all = net.allPairs(u, batch.users, v, batch.movies);
    if (train.logQ == Switch::On) {
        // Yi et al. 2019, equation 3: popular movies are in the batch, and so negatives, too often.
        torch::Tensor logQ = torch::empty({batch.size()}, torch::kFloat32);
        const auto* movie = batch.movies.data_ptr<std::int64_t>();
        auto* value = logQ.data_ptr<float>();
        for (std::int64_t j = 0; j < batch.size(); ++j)
            value[j] = std::log(sampler_->popularity()[static_cast<std::size_t>(movie[j])]);
        all = all - logQ.to(all.scalar_type()).unsqueeze(0);
    }
    if (train.hitRemoval != HitRemoval::None)
        all = all.masked_fill(hits(batch), -1e9);
    return (torch::logsumexp(all, 1) - all.diagonal()).mean();
}

} // namespace towerlab
