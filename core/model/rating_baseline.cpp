// SPDX-License-Identifier: MIT
#include "core/model/rating_baseline.h"

namespace towerlab {
namespace {

/// The deviations hardly change any more after so many sweeps.
constexpr BaselineSettings forHistories{.sweeps = 5};

std::size_t movieOf(const IndexedRating& rating) { return static_cast<std::size_t>(rating.movie); }

} // namespace

std::vector<float> BaselineSums::means(double regularisation) const {
    std::vector<float> means(left.size(), 0.0F);
    for (std::size_t i = 0; i < means.size(); ++i)
        if (count[i] > 0)
            means[i] = static_cast<float>(left[i] / (regularisation + count[i]));
    return means;
}

RatingBaseline makeBaseline(std::span<const IndexedRating> ratings, std::size_t users,
                            std::size_t movies) {
    const auto forEach = [&](const auto& visit) {
        for (const IndexedRating& rating : ratings)
            visit(static_cast<std::size_t>(rating.user), movieOf(rating), rating.stars);
    };
    double sum = 0;
    for (const IndexedRating& rating : ratings)
        sum += double{rating.stars};
    const double mean = ratings.empty() ? 0 : sum / static_cast<double>(ratings.size());
    return fitBaseline(forEach, mean, users, movies, forHistories);
}

float userDeviation(const RatingBaseline& baseline, std::span<const IndexedRating> ratings) {
    BaselineSums sums(1);
    for (const IndexedRating& rating : ratings)
        sums.add(0,
                 double{rating.stars} - baseline.mean - double{baseline.movies[movieOf(rating)]});
    return sums.means(forHistories.userRegularisation).front();
}

} // namespace towerlab
