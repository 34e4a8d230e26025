// SPDX-License-Identifier: MIT
#include "core/train/pull_recorder.h"

#include <algorithm>

namespace towerlab {
namespace {

constexpr std::size_t wanted = 8;
constexpr std::size_t least = 3;
constexpr float roomLeft = -1; ///< in the place of the weakest

std::size_t pullsThatFit(std::size_t movies, std::size_t dimensions) {
    const std::size_t bytesEach = (dimensions + 2) * sizeof(float);
    return std::clamp(mostFrameBytes / std::max<std::size_t>(1, movies * bytesEach), least, wanted);
}

} // namespace

PullRecorder::PullRecorder(std::size_t movies, std::size_t dimensions)
    : dimensions_(dimensions),
      stride_(dimensions + 2),
      most_(pullsThatFit(movies, dimensions)),
      rows_(movies * stride_),
      kept_(movies),
      users_(movies * most_),
      squares_(movies * most_),
      pulls_(movies * most_ * dimensions) {}

void PullRecorder::beginEpoch() {
    std::fill(rows_.begin(), rows_.end(), 0.0F);
    for (std::size_t movie = 0; movie < kept_.size(); ++movie)
        rows_[movie * stride_ + weakestAt()] = roomLeft;
    std::fill(kept_.begin(), kept_.end(), std::uint8_t{0});
}

void PullRecorder::keep(std::int32_t user, std::size_t movie, const float* gradient, float factor,
                        float squares) {
    const std::size_t first = movie * most_;
    float* own = squares_.data() + first;
    std::size_t place = kept_[movie];
    if (place == most_) // in the place of the weakest
        place = static_cast<std::size_t>(std::min_element(own, own + most_) - own);
    else
        ++kept_[movie];
    own[place] = squares;
    users_[first + place] = user;
    float* to = pulls_.data() + (first + place) * dimensions_;
    for (std::size_t k = 0; k < dimensions_; ++k)
        to[k] = -factor * gradient[k];
    if (kept_[movie] == most_)
        rows_[movie * stride_ + weakestAt()] = *std::min_element(own, own + most_);
}

std::shared_ptr<const EpochPulls> PullRecorder::endEpoch(int epoch) const {
    auto result = std::make_shared<EpochPulls>();
    result->epoch = epoch;
    result->dimensions = dimensions_;
    result->most = most_;
    result->kept = kept_;
    result->user = users_;
    result->pull = pulls_;
    result->sum.reserve(kept_.size() * dimensions_);
    result->count.reserve(kept_.size());
    for (std::size_t movie = 0; movie < kept_.size(); ++movie) {
        const auto row = rows_.begin() + static_cast<std::ptrdiff_t>(movie * stride_);
        result->sum.insert(result->sum.end(), row, row + static_cast<std::ptrdiff_t>(dimensions_));
        result->count.push_back(countOf(movie));
    }
    return result;
}

} // namespace towerlab
