// SPDX-License-Identifier: MIT
#include "core/train/negative_sampler.h"

#include "core/data/draw_unseen.h"

#include <algorithm>
#include <numeric>

namespace towerlab {

NegativeSampler::NegativeSampler(std::span<const std::int32_t> users,
                                 std::span<const std::int32_t> movies, std::size_t userCount,
                                 std::size_t movieCount, NegativeSampling sampling)
    : sampling_(sampling),
      start_(userCount + 1, 0),
      rated_(movies.size()),
      movies_(movies.begin(), movies.end()),
      popularity_(movieCount, 0.0F) {
    for (const std::int32_t user : users)
        ++start_[static_cast<std::size_t>(user) + 1];
    std::partial_sum(start_.begin(), start_.end(), start_.begin());
    std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
    for (std::size_t i = 0; i < users.size(); ++i)
        rated_[next[static_cast<std::size_t>(users[i])]++] = movies[i];
    for (std::size_t user = 0; user < userCount; ++user)
        std::sort(rated_.begin() + start_[user], rated_.begin() + start_[user + 1]);
    for (const std::int32_t movie : movies)
        popularity_[static_cast<std::size_t>(movie)] += 1;
    const float all = std::max(1.0F, static_cast<float>(movies.size()));
    for (float& share : popularity_)
        share = std::max(share, 1.0F) / all;
}

std::span<const std::int32_t> NegativeSampler::ratedBy(std::int32_t user) const {
    const auto u = static_cast<std::size_t>(user);
    return std::span(rated_).subspan(start_[u], start_[u + 1] - start_[u]);
}

std::int32_t NegativeSampler::draw(std::int32_t user, Random& random) const {
    constexpr int tries = 200;
    return drawUnseen(ratedBy(user), tries, [&] {
        return sampling_ == NegativeSampling::Popularity
                   ? movies_[random.below(movies_.size())]
                   : static_cast<std::int32_t>(random.below(popularity_.size()));
    });
}

} // namespace towerlab
