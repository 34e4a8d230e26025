// SPDX-License-Identifier: MIT
#include "core/train/fast/fast_engine.h"

#include "core/model/cosine.h"
#include "core/train/optimiser.h"

#include <torch/optim/rmsprop.h>

#include <algorithm>
#include <cmath>

namespace towerlab::fast {
namespace {

template <typename T>
void permute(const std::vector<T>& from, const std::vector<std::int64_t>& order,
             std::vector<T>& to) {
    to.resize(from.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        to[i] = from[static_cast<std::size_t>(order[i])];
}

float dot(const float* a, const float* b, std::size_t n) {
    float sum = 0;
    for (std::size_t i = 0; i < n; ++i)
        sum += a[i] * b[i];
    return sum;
}

/// So that an optimiser takes up the same weights as that of the run.
void freeze(TwoTowerNetImpl& net, bool learnWeight, bool learnBias) {
    net.match->weight.set_requires_grad(learnWeight);
    net.match->bias.set_requires_grad(learnBias);
}

std::size_t turnOf(std::size_t done) { return done / FastTower::chunk % 2; }

/// One RMSprop update of a single weight.
void update(float& weight, float& square, float gradient, const RmsPropRate& rate) {
    square = rate.rho * square + (1 - rate.rho) * gradient * gradient;
    weight -= rate.learningRate * gradient / (std::sqrt(square) + rate.epsilon);
}

} // namespace

/// How the batch's mean loss changes with one pair.
struct FastEngine::Slope {
    double loss = 0;
    float matched = 0;
    float logit = 0;       ///< derivative of the loss by the logit
    float ownLength = 1;   ///< cosine only
    float otherLength = 1; ///< cosine only
    float lengths = 1;     ///< what the dot product is divided by
};

FastEngine::FastEngine(const TrainingMaterial& material, int threads)
    : objective_(material.settings.train.objective),
      cosine_(material.settings.model.match == towerlab::Match::Cosine),
      rate_{static_cast<float>(material.settings.train.learningRate),
            static_cast<float>(material.settings.train.rho),
            static_cast<float>(material.settings.train.epsilon)},
      user_(FastTower(*material.net.userTower, material.inputs.users.columns, material.settings)),
      movie_(
          FastTower(*material.net.movieTower, material.inputs.movies.columns, material.settings)),
      learnWeight_(material.net.match->weight.requires_grad()),
      learnBias_(material.net.match->bias.requires_grad()),
      examples_(material.examples),
      shuffled_{examples_.users, examples_.movies, examples_.targets, {}, {}, {}},
      shape_(material.net.shape()),
      settings_(material.settings) {
    for (Half* side : {&user_, &movie_}) {
        side->match.weight = material.net.match->weight.item<float>();
        side->match.bias = material.net.match->bias.item<float>();
        side->gradients.resize(FastTower::chunk * side->tower.vectorStride());
    }
    if (objective_ == Objective::InBatchSoftmax)
        softmax_ = std::make_unique<InBatchSoftmax>(material.settings, *material.sampler,
                                                    user_.tower.vectorStride());
    if (threads > 1)
        partner_ = std::make_unique<PartnerThread>([this] {
            if (softmax_)
                halfInBatchStep(movie_);
            else
                halfStep(movie_, user_);
        });
}

void FastEngine::shuffle(Random& random) {
    const std::vector<std::int64_t> order = randomOrder(examples_.targets.size(), random);
    permute(examples_.users, order, shuffled_.users);
    permute(examples_.movies, order, shuffled_.movies);
    permute(examples_.targets, order, shuffled_.targets);
}

const std::int32_t* FastEngine::entities(const Half& side) const {
    return (&side == &user_ ? shuffled_.users : shuffled_.movies).data() + first_;
}

void FastEngine::setLearningRate(double rate) {
    rate_.learningRate = static_cast<float>(rate);
    for (Half* side : {&user_, &movie_})
        side->tower.setLearningRate(rate_.learningRate);
}

float FastEngine::step(std::int64_t start, std::int64_t count) {
    first_ = static_cast<std::size_t>(start);
    size_ = std::min(static_cast<std::size_t>(count), shuffled_.users.size() - first_);
    double loss = 0;
    if (softmax_) {
        inBatchStep();
        loss = softmax_->loss();
    } else {
        pointwiseStep();
        loss = user_.loss / static_cast<double>(size_);
    }
    return static_cast<float>(loss + user_.penalty + movie_.penalty);
}

void FastEngine::pointwiseStep() {
    if (partner_) {
        partner_->begin();
        halfStep(user_, movie_);
        partner_->join();
        return;
    }
    begin(user_);
    begin(movie_);
    for (std::size_t done = 0; done < size_; done += FastTower::chunk) {
        forward(user_, done);
        forward(movie_, done);
        backward(user_, movie_, done);
        backward(movie_, user_, done);
    }
    finish(user_);
    finish(movie_);
}

std::size_t FastEngine::chunkAt(std::size_t done) const {
    return std::min(FastTower::chunk, size_ - done);
}

void FastEngine::inBatchStep() {
    softmax_->begin({entities(user_), size_}, {entities(movie_), size_}, user_.match.weight);
    if (partner_) {
        partner_->begin();
        halfInBatchStep(user_);
        partner_->join();
    } else {
        takeVectors(user_);
        takeVectors(movie_);
        softmax_->rows(0, size_);
        backwardInBatch(user_);
        backwardInBatch(movie_);
    }
    user_.match.weightGradient = softmax_->weightGradient();
    if (learnWeight_)
        update(user_.match.weight, user_.match.weightSquare,
               static_cast<float>(user_.match.weightGradient), rate_);
}

void FastEngine::halfInBatchStep(Half& side) {
    const bool owner = &side == &user_;
    takeVectors(side);
    partner_->meet(owner);
    const std::size_t half = size_ / 2;
    softmax_->rows(owner ? 0 : half, owner ? half : size_);
    partner_->meet(owner);
    backwardInBatch(side);
}

void FastEngine::takeVectors(Half& side) {
    begin(side);
    for (std::size_t done = 0; done < size_; done += FastTower::chunk) {
        forward(side, done);
        const float* vectors = side.vectors[turnOf(done)];
        if (&side == &user_)
            softmax_->takeUsers(done, vectors, chunkAt(done));
        else
            softmax_->takeMovies(done, vectors, chunkAt(done));
    }
    if (&side == &movie_)
        softmax_->transposeMovies();
}

void FastEngine::backwardInBatch(Half& side) {
    float* gradients = &side == &user_ ? softmax_->userGradients() : softmax_->movieGradients();
    const std::size_t stride = side.tower.vectorStride();
    for (std::size_t done = 0; done < size_; done += FastTower::chunk) {
        // Once more, rather than to keep all inputs and hidden units of a batch.
        const std::span<const std::int32_t> chunk(entities(side) + done, chunkAt(done));
        side.tower.forward(chunk);
        side.tower.backward(chunk, gradients + done * stride);
    }
    side.tower.update();
}

void FastEngine::halfStep(Half& side, Half& other) {
    begin(side);
    for (std::size_t done = 0; done < size_; done += FastTower::chunk) {
        forward(side, done);
        // One meeting a chunk is enough: a tower keeps the vectors of its last two chunks, and none
        // can be further ahead than that.
        partner_->meet(&side == &user_);
        backward(side, other, done);
    }
    finish(side);
}

void FastEngine::begin(Half& side) const {
    side.penalty = side.tower.penalty();
    side.loss = 0;
    side.match.weightGradient = 0;
    side.match.biasGradient = 0;
    side.tower.beginStep();
}

void FastEngine::forward(Half& side, std::size_t done) {
    const std::size_t count = chunkAt(done);
    const std::int32_t* chunk = entities(side) + done;
    const std::size_t left = shuffled_.users.size() - (first_ + done + count);
    for (std::size_t i = count; i < count + std::min(FastTower::chunk, left); ++i)
        side.tower.prefetch(chunk[i]);
    side.vectors[turnOf(done)] = side.tower.forward({chunk, count});
}

FastEngine::Slope FastEngine::slopeOf(const float* own, const float* other, float target,
                                      const Match& match) const {
    const std::size_t stride = user_.tower.vectorStride();
    Slope slope;
    if (cosine_) {
        slope.ownLength = std::sqrt(dot(own, own, stride));
        slope.otherLength = std::sqrt(dot(other, other, stride));
        slope.lengths = slope.ownLength * slope.otherLength + cosineEpsilon;
    }
    slope.matched = dot(own, other, stride) / slope.lengths;
    const float logit = match.weight * slope.matched + match.bias;
    const float score = 1.0F / (1.0F + std::exp(-logit));
    const float error = score - target;
    const float share = 1.0F / static_cast<float>(size_);
    if (objective_ == Objective::MeanSquaredError) {
        slope.loss = double{error} * double{error};
        slope.logit = 2 * share * error * score * (1 - score);
    } else {
        slope.loss =
            double{std::max(logit, 0.0F) - logit * target + std::log1p(std::exp(-std::abs(logit)))};
        slope.logit = share * error;
    }
    return slope;
}

void FastEngine::backward(Half& side, const Half& other, std::size_t done) {
    const std::size_t count = chunkAt(done);
    const std::size_t stride = side.tower.vectorStride();
    for (std::size_t i = 0; i < count; ++i) {
        const float* own = side.vectors[turnOf(done)] + i * stride;
        const float* met = other.vectors[turnOf(done)] + i * stride;
        const Slope slope = slopeOf(own, met, shuffled_.targets[first_ + done + i], side.match);
        side.loss += slope.loss;
        side.match.weightGradient += double{slope.logit} * double{slope.matched};
        side.match.biasGradient += double{slope.logit};
        const float inward = slope.logit * side.match.weight / slope.lengths;
        // The cosine's lengths depend on the vectors too; a vector of zeros has no direction.
        const float pull = cosine_ && slope.ownLength > 0
                               ? inward * slope.matched * slope.otherLength / slope.ownLength
                               : 0.0F;
        float* gradient = side.gradients.data() + i * stride;
        for (std::size_t d = 0; d < stride; ++d)
            gradient[d] = inward * met[d] - pull * own[d];
    }
    side.tower.backward({entities(side) + done, count}, side.gradients.data());
}

void FastEngine::finish(Half& side) const {
    side.tower.update();
    Match& match = side.match;
    if (learnWeight_)
        update(match.weight, match.weightSquare, static_cast<float>(match.weightGradient), rate_);
    if (learnBias_)
        update(match.bias, match.biasSquare, static_cast<float>(match.biasGradient), rate_);
}

void FastEngine::store(TwoTowerNetImpl& net) const {
    const torch::NoGradGuard noGrad;
    user_.tower.store(*net.userTower);
    movie_.tower.store(*net.movieTower);
    net.match->weight.fill_(user_.match.weight);
    net.match->bias.fill_(user_.match.bias);
}

void FastEngine::saveState(torch::serialize::OutputArchive& archive) {
    const torch::NoGradGuard noGrad;
    TwoTowerNetImpl squares(shape_); // each mean square in the place of its weight
    user_.tower.storeSquares(*squares.userTower);
    movie_.tower.storeSquares(*squares.movieTower);
    squares.match->weight.fill_(user_.match.weightSquare);
    squares.match->bias.fill_(user_.match.biasSquare);
    freeze(squares, learnWeight_, learnBias_);
    const auto optimiser = makeOptimiser(squares, settings_.train);
    for (const torch::Tensor& weights : optimiser->param_groups().front().params()) {
        auto state = std::make_unique<torch::optim::RMSpropParamState>();
        state->square_avg(weights.detach());
        optimiser->state()[c10::guts::to_string(weights.unsafeGetTensorImpl())] = std::move(state);
    }
    optimiser->save(archive);
}

void FastEngine::loadState(torch::serialize::InputArchive& archive) {
    const torch::NoGradGuard noGrad;
    TwoTowerNetImpl squares(shape_);
    freeze(squares, learnWeight_, learnBias_);
    const auto optimiser = makeOptimiser(squares, settings_.train);
    optimiser->load(archive);
    for (const torch::Tensor& weights : optimiser->param_groups().front().params()) {
        const auto found =
            optimiser->state().find(c10::guts::to_string(weights.unsafeGetTensorImpl()));
        if (found == optimiser->state().end()) {
            weights.zero_(); // has had no gradient yet
            continue;
        }
        weights.copy_(
            static_cast<const torch::optim::RMSpropParamState&>(*found->second).square_avg());
    }
    user_.tower.loadSquares(*squares.userTower);
    movie_.tower.loadSquares(*squares.movieTower);
    for (Half* side : {&user_, &movie_}) {
        side->match.weightSquare = learnWeight_ ? squares.match->weight.item<float>() : 0.0F;
        side->match.biasSquare = learnBias_ ? squares.match->bias.item<float>() : 0.0F;
    }
}

} // namespace towerlab::fast
