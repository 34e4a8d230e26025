// SPDX-License-Identifier: MIT
#include "core/train/fast/fast_engine.h"

#include "core/model/cosine.h"

#include <algorithm>
#include <cmath>

namespace towerlab::fast {
namespace {

template <typename T>
std::vector<T> valuesOf(const torch::Tensor& tensor, torch::ScalarType type) {
    const torch::Tensor flat = tensor.to(type).contiguous();
    const T* values = flat.data_ptr<T>();
    return {values, values + flat.numel()};
}

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

FastEngine::FastEngine(const TwoTowerNetImpl& net, const FeatureColumns& columns,
                       const Examples& examples, const RunSettings& settings, int threads)
    : objective_(settings.train.objective),
      cosine_(settings.model.match == towerlab::Match::Cosine),
      rate_{static_cast<float>(settings.train.learningRate), static_cast<float>(settings.train.rho),
            static_cast<float>(settings.train.epsilon)},
      user_(FastTower(*net.userTower, columns.users, settings)),
      movie_(FastTower(*net.movieTower, columns.movies, settings)),
      examples_{valuesOf<std::int32_t>(examples.users.select(0, 0), torch::kInt32),
                valuesOf<std::int32_t>(examples.movies.select(0, 0), torch::kInt32),
                valuesOf<float>(examples.targets, torch::kFloat32)},
      shuffled_(examples_) {
    for (Side* side : {&user_, &movie_}) {
        side->match.weight = net.match->weight.item<float>();
        side->match.bias = net.match->bias.item<float>();
        side->gradients.resize(FastTower::chunk * side->tower.vectorStride());
    }
    if (threads > 1)
        partner_ = std::make_unique<PartnerThread>([this] { halfStep(movie_, user_); });
}

void FastEngine::shuffle(Random& random) {
    const std::vector<std::int64_t> order = randomOrder(examples_.targets.size(), random);
    permute(examples_.users, order, shuffled_.users);
    permute(examples_.movies, order, shuffled_.movies);
    permute(examples_.targets, order, shuffled_.targets);
}

const std::int32_t* FastEngine::entities(const Side& side) const {
    return (&side == &user_ ? shuffled_.users : shuffled_.movies).data() + first_;
}

float FastEngine::step(std::int64_t start, std::int64_t count) {
    first_ = static_cast<std::size_t>(start);
    size_ = std::min(static_cast<std::size_t>(count), shuffled_.targets.size() - first_);
    if (partner_) {
        partner_->begin();
        halfStep(user_, movie_);
        partner_->join();
    } else {
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
    return static_cast<float>(user_.loss / static_cast<double>(size_) + user_.penalty +
                              movie_.penalty);
}

void FastEngine::halfStep(Side& side, Side& other) {
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

void FastEngine::begin(Side& side) const {
    side.penalty = side.tower.penalty();
    side.loss = 0;
    side.match.weightGradient = 0;
    side.match.biasGradient = 0;
    side.tower.beginStep();
}

void FastEngine::forward(Side& side, std::size_t done) {
    const std::size_t count = std::min(FastTower::chunk, size_ - done);
    const std::int32_t* chunk = entities(side) + done;
    const std::size_t left = shuffled_.targets.size() - (first_ + done + count);
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

void FastEngine::backward(Side& side, const Side& other, std::size_t done) {
    const std::size_t count = std::min(FastTower::chunk, size_ - done);
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

void FastEngine::finish(Side& side) const {
    side.tower.update();
    Match& match = side.match;
    update(match.weight, match.weightSquare, static_cast<float>(match.weightGradient), rate_);
    update(match.bias, match.biasSquare, static_cast<float>(match.biasGradient), rate_);
}

void FastEngine::store(TwoTowerNetImpl& net) const {
    const torch::NoGradGuard noGrad;
    user_.tower.store(*net.userTower);
    movie_.tower.store(*net.movieTower);
    net.match->weight.fill_(user_.match.weight);
    net.match->bias.fill_(user_.match.bias);
}

} // namespace towerlab::fast
