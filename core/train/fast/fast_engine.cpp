// SPDX-License-Identifier: MIT
#include "core/train/fast/fast_engine.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace towerlab::fast {
namespace {

constexpr float cosineEpsilon = 1e-8F; ///< as in the network

template <typename T>
std::vector<T> valuesOf(const torch::Tensor& tensor, torch::ScalarType type) {
    const torch::Tensor flat = tensor.to(type).contiguous();
    const T* values = flat.data_ptr<T>();
    return {values, values + flat.numel()};
}

template <typename T>
void permute(const std::vector<T>& from, const std::vector<std::uint32_t>& order,
             std::vector<T>& to) {
    to.resize(from.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        to[i] = from[order[i]];
}

float dot(const float* a, const float* b, std::size_t n) {
    float sum = 0;
    for (std::size_t i = 0; i < n; ++i)
        sum += a[i] * b[i];
    return sum;
}

/// One RMSprop update of a single weight.
void update(float& weight, float& square, float gradient, const RmsPropRate& rate) {
    square = rate.rho * square + (1 - rate.rho) * gradient * gradient;
    weight -= rate.learningRate * gradient / (std::sqrt(square) + rate.epsilon);
}

} // namespace

FastEngine::FastEngine(const TwoTowerNetImpl& net, const FeatureColumns& columns,
                       const Examples& examples, const RunSettings& settings)
    : objective_(settings.train.objective),
      cosine_(settings.model.match == towerlab::Match::Cosine),
      rate_{static_cast<float>(settings.train.learningRate), static_cast<float>(settings.train.rho),
            static_cast<float>(settings.train.epsilon)},
      userTower_(*net.userTower, columns.users, settings),
      movieTower_(*net.movieTower, columns.movies, settings),
      examples_{valuesOf<std::int32_t>(examples.users.select(0, 0), torch::kInt32),
                valuesOf<std::int32_t>(examples.movies.select(0, 0), torch::kInt32),
                valuesOf<float>(examples.targets, torch::kFloat32)},
      shuffled_(examples_),
      du_(FastTower::chunk * userTower_.vectorStride()),
      dv_(du_.size()) {
    match_.weight = net.match->weight.item<float>();
    match_.bias = net.match->bias.item<float>();
}

void FastEngine::shuffle(Random& random) {
    std::vector<std::uint32_t> order(examples_.targets.size());
    std::iota(order.begin(), order.end(), 0U);
    random.shuffle(order);
    permute(examples_.users, order, shuffled_.users);
    permute(examples_.movies, order, shuffled_.movies);
    permute(examples_.targets, order, shuffled_.targets);
}

float FastEngine::step(std::int64_t start, std::int64_t count) {
    const auto first = static_cast<std::size_t>(start);
    const std::size_t size =
        std::min(static_cast<std::size_t>(count), shuffled_.targets.size() - first);
    const double penalty = userTower_.penalty() + movieTower_.penalty();
    userTower_.beginStep();
    movieTower_.beginStep();
    match_.weightGradient = 0;
    match_.biasGradient = 0;
    double loss = 0;
    for (std::size_t done = 0; done < size; done += FastTower::chunk)
        loss += chunkStep(first + done, std::min(FastTower::chunk, size - done),
                          1.0F / static_cast<float>(size));
    userTower_.update();
    movieTower_.update();
    updateMatch();
    return static_cast<float>(loss / static_cast<double>(size) + penalty);
}

double FastEngine::chunkStep(std::size_t start, std::size_t count, float share) {
    const std::span users(shuffled_.users.data() + start, count);
    const std::span movies(shuffled_.movies.data() + start, count);
    const std::size_t next = std::min(start + count, shuffled_.targets.size());
    const std::size_t ahead = std::min(FastTower::chunk, shuffled_.targets.size() - next);
    for (std::size_t i = next; i < next + ahead; ++i) {
        userTower_.prefetch(shuffled_.users[i]);
        movieTower_.prefetch(shuffled_.movies[i]);
    }
    const float* u = userTower_.forward(users);
    const float* v = movieTower_.forward(movies);
    const std::size_t stride = userTower_.vectorStride();
    double loss = 0;
    for (std::size_t i = 0; i < count; ++i)
        loss += pair(u + i * stride, v + i * stride, shuffled_.targets[start + i], share,
                     du_.data() + i * stride, dv_.data() + i * stride);
    userTower_.backward(users, du_.data());
    movieTower_.backward(movies, dv_.data());
    return loss;
}

double FastEngine::pair(const float* u, const float* v, float target, float share, float* du,
                        float* dv) {
    const std::size_t stride = userTower_.vectorStride();
    const float product = dot(u, v, stride);
    float lengthU = 1;
    float lengthV = 1;
    float lengths = 1;
    if (cosine_) {
        lengthU = std::sqrt(dot(u, u, stride));
        lengthV = std::sqrt(dot(v, v, stride));
        lengths = lengthU * lengthV + cosineEpsilon;
    }
    const float matched = product / lengths;
    const float logit = match_.weight * matched + match_.bias;
    const float score = 1.0F / (1.0F + std::exp(-logit));
    const float error = score - target;
    double loss = 0;
    float slope = 0; // of the batch's mean loss, by the logit
    if (objective_ == Objective::MeanSquaredError) {
        loss = double{error} * double{error};
        slope = 2 * share * error * score * (1 - score);
    } else {
        loss = std::max(logit, 0.0F) - logit * target + std::log1p(std::exp(-std::abs(logit)));
        slope = share * error;
    }
    match_.weightGradient += double{slope} * double{matched};
    match_.biasGradient += double{slope};
    const float inward = slope * match_.weight / lengths;
    for (std::size_t d = 0; d < stride; ++d) {
        du[d] = inward * v[d];
        dv[d] = inward * u[d];
    }
    if (cosine_) { // the lengths depend on the vectors too; a vector of zeros has no direction
        const float pull = inward * matched;
        const float pullU = lengthU > 0 ? pull * lengthV / lengthU : 0;
        const float pullV = lengthV > 0 ? pull * lengthU / lengthV : 0;
        for (std::size_t d = 0; d < stride; ++d) {
            du[d] -= pullU * u[d];
            dv[d] -= pullV * v[d];
        }
    }
    return loss;
}

void FastEngine::updateMatch() {
    update(match_.weight, match_.weightSquare, static_cast<float>(match_.weightGradient), rate_);
    update(match_.bias, match_.biasSquare, static_cast<float>(match_.biasGradient), rate_);
}

void FastEngine::store(TwoTowerNetImpl& net) const {
    const torch::NoGradGuard noGrad;
    userTower_.store(*net.userTower);
    movieTower_.store(*net.movieTower);
    net.match->weight.fill_(match_.weight);
    net.match->bias.fill_(match_.bias);
}

} // namespace towerlab::fast
