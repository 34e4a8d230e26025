// SPDX-License-Identifier: MIT
#include "core/train/fast/fast_engine.h"

#include "core/model/cosine.h"
#include "core/train/objective.h"
#include "core/train/optimiser.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace towerlab::fast {
namespace {

template <typename T>
void permute(const std::vector<T>& from, const std::vector<std::int64_t>& order,
             std::vector<T>& to) {
    to.resize(from.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        to[i] = from[static_cast<std::size_t>(order[i])];
}

std::size_t turnOf(std::size_t done) { return done / FastTower::chunk % 2; }

/// One RMSprop update of a single weight.
void update(float& weight, float& square, float gradient, const RmsPropRate& rate) {
    square = rate.rho * square + (1 - rate.rho) * gradient * gradient;
    weight -= rate.learningRate * gradient /
              (std::sqrt(square + rate.epsilonInside) + rate.epsilonOutside);
}

} // namespace

FastEngine::FastEngine(const TrainingMaterial& material, int threads)
    : kernels_(kernels()),
      objective_(material.settings.train.objective),
      cosine_(isCosine(material.settings.model.match)),
      weightCount_(static_cast<std::size_t>(matchWeightCount(material.settings.model))),
      rate_(rmsPropRate(material.settings.train)),
      user_(FastTower(*material.net.userTower, material.inputs.users.columns, material.settings)),
      movie_(
          FastTower(*material.net.movieTower, material.inputs.movies.columns, material.settings)),
      learnWeight_(material.net.match->weight.requires_grad()),
      learnBias_(material.net.match->bias.requires_grad()),
      ones_(user_.tower.vectorStride(), 1.0F),
      material_(material),
      shuffled_{material.examples.users,
                material.examples.movies,
                material.examples.targets,
                {},
                {},
                {}} {
    loadMatch(material.net, &Match::weights, &Match::bias);
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

/// Puts the match of `net` into both halves: its weights, or the mean squares in their place.
void FastEngine::loadMatch(const TwoTowerNetImpl& net, std::vector<float> Match::*weights,
                           float Match::*bias) {
    const torch::Tensor from = net.match->weight.detach().contiguous();
    const auto* values = from.data_ptr<float>();
    for (Half* side : {&user_, &movie_}) {
        std::vector<float>& to = side->match.*weights;
        if (weightCount_ == 1)
            std::fill(to.begin(), to.end(), *values);
        else
            std::copy_n(values, weightCount_, to.begin());
        side->match.*bias = net.match->bias.item<float>();
    }
}

void FastEngine::storeMatch(TwoTowerNetImpl& net, const std::vector<float>& weights,
                            float bias) const {
    std::copy_n(weights.begin(), weightCount_, net.match->weight.data_ptr<float>());
    net.match->bias.fill_(bias);
}

void FastEngine::shuffle(Random& random) {
    const Examples& examples = material_.examples;
    const std::vector<std::int64_t> order = randomOrder(examples.targets.size(), random);
    permute(examples.users, order, shuffled_.users);
    permute(examples.movies, order, shuffled_.movies);
    permute(examples.targets, order, shuffled_.targets);
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

float FastEngine::tracedStep(std::int64_t start, std::int64_t count, StepTrace& trace) {
    const auto available = static_cast<std::int64_t>(shuffled_.users.size()) - start;
    std::vector<std::int64_t> order(static_cast<std::size_t>(std::min(count, available)));
    std::iota(order.begin(), order.end(), start);
    trace.batch = chosenExamples(shuffled_, order);
    TwoTowerNetImpl net(material_.net.shape());
    store(net);
    net.match->weight.set_requires_grad(learnWeight_);
    net.match->bias.set_requires_grad(learnBias_);
    const BatchObjective objective(material_.inputs, material_.sampler, material_.sequences,
                                   material_.settings);
    BatchMaker batches(shuffled_, nullptr);
    const Batch batch = batches.make(order);
    Random none(0, "no negatives are drawn here");
    lossOf(net, objective, batch, none, material_.settings.train, &trace).backward();
    takeGradients(net, trace);
    return step(start, count);
}

std::optional<std::int64_t> FastEngine::placeOf(std::int32_t user, std::int32_t movie) const {
    for (std::size_t place = 0; place < shuffled_.users.size(); ++place)
        if (shuffled_.users[place] == user && shuffled_.movies[place] == movie)
            return static_cast<std::int64_t>(place);
    return std::nullopt;
}

void FastEngine::takeNewExample() {
    shuffled_.users.push_back(material_.examples.users.back());
    shuffled_.movies.push_back(material_.examples.movies.back());
    shuffled_.targets.push_back(material_.examples.targets.back());
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
    const std::vector<float>& weights = user_.match.weights;
    softmax_->begin({entities(user_), size_}, {entities(movie_), size_},
                    {weights.data(), weightCount_ == 1 ? 1 : weights.size()});
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
    const auto gradients = softmax_->weightGradients();
    std::copy(gradients.begin(), gradients.end(), user_.match.weightGradients.begin());
    updateWeights(user_.match);
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
        if (pulls_ != nullptr && &side == &movie_)
            tellPulls(done, gradients + done * stride);
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
    std::fill(side.match.weightGradients.begin(), side.match.weightGradients.end(), 0);
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

/// Loss of the pairs of a chunk, and how the batch's mean loss changes with each.
void FastEngine::pairSlopes(Half& side, const float* own, const float* other,
                            std::size_t done) const {
    const std::size_t count = chunkAt(done);
    const std::size_t stride = side.tower.vectorStride();
    kernels_.weightedDots(side.matched.data(), own, other, side.match.weights.data(), count,
                          stride);
    if (cosine_) {
        kernels_.weightedDots(side.ownSquares.data(), own, own, ones_.data(), count, stride);
        kernels_.weightedDots(side.otherSquares.data(), other, other, ones_.data(), count, stride);
    }
    const float share = 1.0F / static_cast<float>(size_);
    for (std::size_t i = 0; i < count; ++i) {
        const float ownLength = cosine_ ? std::sqrt(side.ownSquares[i]) : 1.0F;
        const float otherLength = cosine_ ? std::sqrt(side.otherSquares[i]) : 1.0F;
        const float lengths = cosine_ ? ownLength * otherLength + cosineEpsilon : 1.0F;
        const float matched = side.matched[i] / lengths;
        const float logit = matched + side.match.bias;
        const float target = shuffled_.targets[first_ + done + i];
        const float score = 1.0F / (1.0F + std::exp(-logit));
        const float error = score - target;
        float slope = 0; // derivative of the loss by the logit
        if (objective_ == Objective::MeanSquaredError) {
            side.loss += double{error} * double{error};
            slope = 2 * share * error * score * (1 - score);
        } else {
            side.loss += double{std::max(logit, 0.0F) - logit * target +
                                std::log1p(std::exp(-std::abs(logit)))};
            slope = share * error;
        }
        side.match.biasGradient += double{slope};
        side.inward[i] = slope / lengths;
        // The cosine's lengths depend on the vectors too; a vector of zeros has no direction.
        side.pull[i] =
            cosine_ && ownLength > 0 ? side.inward[i] * matched * otherLength / ownLength : 0.0F;
    }
}

void FastEngine::backward(Half& side, const Half& other, std::size_t done) {
    const std::size_t count = chunkAt(done);
    const std::size_t stride = side.tower.vectorStride();
    const float* own = side.vectors[turnOf(done)];
    const float* met = other.vectors[turnOf(done)];
    pairSlopes(side, own, met, done);
    std::fill(side.weightGradients.begin(), side.weightGradients.end(), 0.0F);
    kernels_.matchGradients(side.gradients.data(), side.weightGradients.data(), own, met,
                            side.match.weights.data(), side.inward.data(), side.pull.data(), count,
                            stride);
    for (std::size_t k = 0; k < stride; ++k)
        side.match.weightGradients[k] += double{side.weightGradients[k]};
    if (pulls_ != nullptr && &side == &movie_)
        tellPulls(done, side.gradients.data());
    side.tower.backward({entities(side) + done, count}, side.gradients.data());
}

/// The gradients of a chunk of movies' vectors are at hand; the tower will work on in their place.
void FastEngine::tellPulls(std::size_t done, const float* gradients) const {
    const std::size_t stride = movie_.tower.vectorStride();
    const std::int32_t* users = shuffled_.users.data() + first_ + done;
    const std::int32_t* movies = shuffled_.movies.data() + first_ + done;
    for (std::size_t i = 0; i < chunkAt(done); ++i)
        pulls_->add(users[i], movies[i], gradients + i * stride, static_cast<float>(size_));
}

void FastEngine::updateWeights(Match& match) const {
    if (!learnWeight_)
        return;
    if (weightCount_ == 1 && !softmax_) // the softmax has added them up
        match.weightGradients[0] =
            std::accumulate(match.weightGradients.begin(), match.weightGradients.end(), 0.0);
    for (std::size_t k = 0; k < weightCount_; ++k)
        update(match.weights[k], match.weightSquares[k],
               static_cast<float>(match.weightGradients[k]), rate_);
    if (weightCount_ == 1)
        std::fill(match.weights.begin(), match.weights.end(), match.weights[0]);
}

void FastEngine::finish(Half& side) const {
    side.tower.update();
    updateWeights(side.match);
    if (learnBias_)
        update(side.match.bias, side.match.biasSquare, static_cast<float>(side.match.biasGradient),
               rate_);
}

void FastEngine::store(TwoTowerNetImpl& net) const {
    const torch::NoGradGuard noGrad;
    user_.tower.store(*net.userTower);
    movie_.tower.store(*net.movieTower);
    storeMatch(net, user_.match.weights, user_.match.bias);
}

NamedTensors FastEngine::state(void (FastTower::*squaresOf)(TowerImpl&)) {
    const torch::NoGradGuard noGrad;
    TwoTowerNetImpl squares(material_.net.shape()); // each mean square in the place of its weight
    (user_.tower.*squaresOf)(*squares.userTower);
    (movie_.tower.*squaresOf)(*squares.movieTower);
    storeMatch(squares, user_.match.weightSquares, user_.match.biasSquare);
    NamedTensors state;
    for (const auto& square : squares.named_parameters())
        if (isLearnt(square.key()))
            state.add(rmsPropStateName(square.key()), square.value().detach());
    return state;
}

void FastEngine::setState(const NamedTensors& state) {
    const torch::NoGradGuard noGrad;
    TwoTowerNetImpl squares(material_.net.shape());
    for (const auto& square : squares.named_parameters()) {
        const torch::Tensor kept =
            isLearnt(square.key()) ? state.find(rmsPropStateName(square.key())) : torch::Tensor();
        if (kept.defined())
            square.value().copy_(kept);
        else
            square.value().zero_(); // has had no gradient yet
    }
    user_.tower.loadSquares(*squares.userTower);
    movie_.tower.loadSquares(*squares.movieTower);
    loadMatch(squares, &Match::weightSquares, &Match::biasSquare);
}

bool FastEngine::isLearnt(const std::string& weights) const {
    return weights == "match.weight" ? learnWeight_ : weights != "match.bias" || learnBias_;
}

} // namespace towerlab::fast
