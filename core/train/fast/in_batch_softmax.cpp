// SPDX-License-Identifier: MIT
#include "core/train/fast/in_batch_softmax.h"

#include "core/kernels/dot.h"
#include "core/model/cosine.h"

#include <algorithm>
#include <cmath>

namespace towerlab::fast {
namespace {

constexpr float never = -1e9F; ///< the logit of what is no negative

} // namespace

InBatchSoftmax::InBatchSoftmax(const RunSettings& settings, const NegativeSampler& sampler,
                               std::size_t stride)
    : kernels_(kernels()),
      sampler_(sampler),
      hitRemoval_(settings.train.hitRemoval),
      logQ_(settings.train.logQ == Switch::On),
      normalise_(settings.model.normalise == Switch::On),
      stride_(stride) {}

void InBatchSoftmax::begin(std::span<const std::int32_t> users,
                           std::span<const std::int32_t> movies, std::span<const float> weights) {
    users_ = users;
    movies_ = movies;
    weights_ = weights;
    weightGradients_.assign(weights.size(), 0);
    width_ = padded(users.size());
    for (Vectors* side : {&user_, &movie_}) {
        side->values.resize(users.size() * stride_);
        side->gradients.resize(users.size() * stride_);
        if (normalise_)
            side->lengths.resize(users.size());
    }
    transposed_.resize(stride_ * width_);
    slopes_.resize(users.size() * width_);
    rowLoss_.resize(users.size());
    lnQ_.assign(width_, 0.0F);
    if (logQ_)
        for (std::size_t j = 0; j < movies.size(); ++j)
            lnQ_[j] = std::log(sampler_.popularity()[static_cast<std::size_t>(movies[j])]);
}

void InBatchSoftmax::take(Vectors& side, std::size_t first, const float* vectors,
                          std::size_t count) const {
    float* to = side.values.data() + first * stride_;
    std::copy_n(vectors, count * stride_, to);
    if (!normalise_)
        return;
    for (std::size_t i = 0; i < count; ++i, to += stride_) {
        const float length = std::sqrt(dotInOrder({to, stride_}, {to, stride_}));
        side.lengths[first + i] = length;
        for (std::size_t d = 0; d < stride_; ++d)
            to[d] /= length + cosineEpsilon;
    }
}

void InBatchSoftmax::takeUsers(std::size_t first, const float* vectors, std::size_t count) {
    take(user_, first, vectors, count);
    if (!weighted())
        return;
    weightedUsers_.resize(user_.values.size());
    for (std::size_t i = first * stride_; i < (first + count) * stride_; ++i)
        weightedUsers_[i] = weights_[i % stride_] * user_.values[i];
}

void InBatchSoftmax::takeMovies(std::size_t first, const float* vectors, std::size_t count) {
    take(movie_, first, vectors, count);
}

void InBatchSoftmax::transposeMovies() {
    const std::size_t n = movies_.size();
    for (std::size_t d = 0; d < stride_; ++d) {
        float* line = transposed_.data() + d * width_;
        for (std::size_t j = 0; j < n; ++j)
            line[j] = movie_.values[j * stride_ + d];
        std::fill(line + n, line + width_, 0.0F);
    }
}

void InBatchSoftmax::removeHits(std::size_t row, float* logits, std::vector<char>& known) const {
    const std::int32_t own = movies_[row];
    const float positive = logits[row];
    for (std::size_t j = 0; j < movies_.size(); ++j)
        logits[j] = movies_[j] == own ? never : logits[j];
    if (hitRemoval_ == HitRemoval::AllRated) {
        const auto rated = sampler_.ratedBy(users_[row]);
        for (const std::int32_t movie : rated)
            known[static_cast<std::size_t>(movie)] = 1;
        for (std::size_t j = 0; j < movies_.size(); ++j)
            logits[j] = known[static_cast<std::size_t>(movies_[j])] != 0 ? never : logits[j];
        for (const std::int32_t movie : rated)
            known[static_cast<std::size_t>(movie)] = 0;
    }
    logits[row] = positive; // itself is no accident
}

void InBatchSoftmax::rows(std::size_t begin, std::size_t end) {
    const float scale = weighted() ? 1.0F : weights_.front();
    constexpr std::size_t block = 24; // rows whose logits are made together
    std::vector<char> known(hitRemoval_ == HitRemoval::AllRated ? sampler_.movieCount() : 0, 0);
    for (std::size_t first = begin; first < end; first += block) {
        const std::size_t count = std::min(block, end - first);
        float* logits = slopes_.data() + first * width_;
        std::fill_n(logits, count * width_, 0.0F);
        kernels_.multiplyAdd(logits, {queries().data() + first * stride_, stride_, 1},
                             transposed_.data(), count, width_, stride_);
        for (std::size_t row = first; row < first + count; ++row, logits += width_) {
            kernels_.scaleSubtract(logits, scale, lnQ_.data(), width_);
            if (hitRemoval_ != HitRemoval::None)
                removeHits(row, logits, known);
            std::fill(logits + movies_.size(), logits + width_, never);
            const float positive = logits[row];
            const float largest = kernels_.largest(logits, width_);
            const float sum = kernels_.exponentials(logits, largest, width_);
            rowLoss_[row] = std::log(double{sum}) + double{largest} - double{positive};
            kernels_.scale(logits, 1 / sum, width_);
            logits[row] -= 1; // slope of a logit: p - 1 for the positive, p for the others
        }
    }
}

void InBatchSoftmax::throughNormalisation(Vectors& side) const {
    if (!normalise_)
        return;
    for (std::size_t i = 0; i < side.lengths.size() && i < users_.size(); ++i) {
        float* gradient = side.gradients.data() + i * stride_;
        const float* unit = side.values.data() + i * stride_;
        const float length = side.lengths[i];
        const float whole = length + cosineEpsilon;
        // u / (|u| + eps): what points along u is lost, but for eps.
        const float along =
            length > 0 ? dotInOrder({unit, stride_}, {gradient, stride_}) / length : 0.0F;
        for (std::size_t d = 0; d < stride_; ++d)
            gradient[d] = gradient[d] / whole - unit[d] * along;
    }
}

void InBatchSoftmax::scaleByWeights(std::vector<float>& rows) const {
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] *= weights_[i % stride_];
}

/// From the users' gradients before they are multiplied by the weights.
void InBatchSoftmax::addWeightGradients() {
    const double share{1 / static_cast<float>(users_.size())};
    for (std::size_t i = 0; i < users_.size(); ++i) {
        const float* user = user_.values.data() + i * stride_;
        const float* gradient = user_.gradients.data() + i * stride_;
        if (!weighted()) {
            weightGradients_.front() +=
                double{dotInOrder({user, stride_}, {gradient, stride_})} * share;
            continue;
        }
        for (std::size_t k = 0; k < stride_; ++k)
            weightGradients_[k] += double{user[k]} * double{gradient[k]} * share;
    }
}

float* InBatchSoftmax::userGradients() {
    const std::size_t n = users_.size();
    std::fill(user_.gradients.begin(), user_.gradients.end(), 0.0F);
    kernels_.multiplyAdd(user_.gradients.data(), {slopes_.data(), width_, 1}, movie_.values.data(),
                         n, stride_, n);
    addWeightGradients();
    const float share = 1 / static_cast<float>(n);
    if (weighted())
        scaleByWeights(user_.gradients);
    kernels_.scale(user_.gradients.data(), weighted() ? share : weights_.front() * share,
                   n * stride_);
    throughNormalisation(user_);
    return user_.gradients.data();
}

float* InBatchSoftmax::movieGradients() {
    const std::size_t n = movies_.size();
    std::fill(movie_.gradients.begin(), movie_.gradients.end(), 0.0F);
    kernels_.multiplyAdd(movie_.gradients.data(), {slopes_.data(), 1, width_}, queries().data(), n,
                         stride_, n);
    kernels_.scale(movie_.gradients.data(),
                   (weighted() ? 1.0F : weights_.front()) / static_cast<float>(n), n * stride_);
    throughNormalisation(movie_);
    return movie_.gradients.data();
}

double InBatchSoftmax::loss() const {
    double sum = 0;
    for (const double loss : rowLoss_)
        sum += loss;
    return sum / static_cast<double>(rowLoss_.size());
}

} // namespace towerlab::fast
