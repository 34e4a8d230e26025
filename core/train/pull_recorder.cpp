// SPDX-License-Identifier: MIT
#include "core/train/pull_recorder.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace towerlab {
namespace {

constexpr std::uint32_t wanted = 16;
constexpr std::uint32_t least = 3;

std::uint32_t pullsThatFit(std::size_t movies, std::size_t dimensions) {
    const std::size_t bytesEach = (dimensions + 2) * sizeof(float);
    const std::size_t fit = mostFrameBytes / std::max<std::size_t>(1, movies * bytesEach);
    return static_cast<std::uint32_t>(std::clamp<std::size_t>(fit, least, wanted));
}

} // namespace

PullRecorder::PullRecorder(std::size_t movies, std::size_t dimensions)
    : dimensions_(dimensions),
      most_(pullsThatFit(movies, dimensions)),
      sums_(movies * dimensions),
      counts_(movies),
      weakest_(movies),
      users_(movies * most_),
      squares_(movies * most_),
      pulls_(movies * most_ * dimensions) {}

void PullRecorder::beginEpoch() {
    std::fill(sums_.begin(), sums_.end(), 0.0F);
    std::fill(counts_.begin(), counts_.end(), 0U);
}

void PullRecorder::keep(std::int32_t user, std::size_t movie, const float* gradient, float factor,
                        float squares) {
    const std::size_t first = movie * most_;
    std::size_t at = first + counts_[movie] - 1;
    const auto begin = squares_.begin() + static_cast<std::ptrdiff_t>(first);
    if (counts_[movie] > most_) // in the place of the weakest
        at = static_cast<std::size_t>(std::min_element(begin, begin + most_) - squares_.begin());
    users_[at] = user;
    squares_[at] = squares;
    for (std::size_t k = 0; k < dimensions_; ++k)
        pulls_[at * dimensions_ + k] = -factor * gradient[k];
    if (counts_[movie] >= most_)
        weakest_[movie] = *std::min_element(begin, begin + most_);
}

std::shared_ptr<const EpochPulls> PullRecorder::endEpoch(int epoch) const {
    auto result = std::make_shared<EpochPulls>();
    result->epoch = epoch;
    result->dimensions = dimensions_;
    result->sum = sums_;
    result->count = counts_;
    result->start.push_back(0);
    std::vector<std::size_t> order;
    for (std::size_t movie = 0; movie < counts_.size(); ++movie) {
        order.resize(std::min(counts_[movie], most_));
        std::iota(order.begin(), order.end(), movie * most_);
        std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
            return squares_[a] > squares_[b];
        });
        for (const std::size_t at : order) {
            result->user.push_back(users_[at]);
            const auto from = pulls_.begin() + static_cast<std::ptrdiff_t>(at * dimensions_);
            result->pull.insert(result->pull.end(), from,
                                from + static_cast<std::ptrdiff_t>(dimensions_));
        }
        result->start.push_back(static_cast<std::uint32_t>(result->user.size()));
    }
    return result;
}

} // namespace towerlab
