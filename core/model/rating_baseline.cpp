// SPDX-License-Identifier: MIT
#include "core/model/rating_baseline.h"

namespace towerlab {
namespace {

constexpr double damping = 5; ///< ratings of no deviation that each user and movie is given
constexpr int rounds = 5;     ///< the means hardly change any more after these

/// New deviations of one side, the other's taken as they are.
template <typename Group, typename Rest>
void average(std::span<const IndexedRating> ratings, std::vector<float>& deviations, Group group,
             Rest rest) {
    std::vector<double> sums(deviations.size(), 0);
    std::vector<double> counts(deviations.size(), damping);
    for (const IndexedRating& rating : ratings) {
        sums[group(rating)] += double{rest(rating)};
        counts[group(rating)] += 1;
    }
    for (std::size_t i = 0; i < deviations.size(); ++i)
        deviations[i] = static_cast<float>(sums[i] / counts[i]);
}

std::size_t userOf(const IndexedRating& rating) { return static_cast<std::size_t>(rating.user); }
std::size_t movieOf(const IndexedRating& rating) { return static_cast<std::size_t>(rating.movie); }

} // namespace

RatingBaseline makeBaseline(std::span<const IndexedRating> ratings, std::size_t users,
                            std::size_t movies) {
    RatingBaseline baseline;
    baseline.users.assign(users, 0.0F);
    baseline.movies.assign(movies, 0.0F);
    double sum = 0;
    for (const IndexedRating& rating : ratings)
        sum += double{rating.stars};
    if (!ratings.empty())
        baseline.mean = static_cast<float>(sum / static_cast<double>(ratings.size()));
    for (int round = 0; round < rounds; ++round) {
        average(ratings, baseline.movies, movieOf, [&](const IndexedRating& r) {
            return r.stars - baseline.mean - baseline.users[userOf(r)];
        });
        average(ratings, baseline.users, userOf, [&](const IndexedRating& r) {
            return r.stars - baseline.mean - baseline.movies[movieOf(r)];
        });
    }
    return baseline;
}

float userDeviation(const RatingBaseline& baseline, std::span<const IndexedRating> ratings) {
    std::vector<float> deviation(1, 0.0F);
    average(
        ratings, deviation, [](const IndexedRating&) { return std::size_t{0}; },
        [&](const IndexedRating& r) {
            return r.stars - baseline.mean - baseline.movies[movieOf(r)];
        });
    return deviation.front();
}

} // namespace towerlab
