// SPDX-License-Identifier: MIT
#pragma once

#include "core/progress.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace towerlab {

/// One rating by vocabulary indices.
struct IndexedRating {
    std::int32_t user = 0;
    std::int32_t movie = 0;
    float stars = 0;
    std::int64_t timestamp = 0; ///< seconds since 1970; 0: unknown
};

/// The stars to expect of a user for a movie before anything is known of tastes: how generous each
/// user is and how good each movie, in stars above or below the mean.
struct RatingBaseline {
    double mean = 0;
    std::vector<float> users;  ///< by index; 0 for a user without ratings
    std::vector<float> movies; ///< the same

    bool empty() const { return users.empty(); }
    float of(std::size_t user, std::size_t movie) const {
        return static_cast<float>(mean) + users[user] + movies[movie];
    }
    float residual(const IndexedRating& rating) const {
        return rating.stars -
               of(static_cast<std::size_t>(rating.user), static_cast<std::size_t>(rating.movie));
    }
};

struct BaselineSettings {
    double userRegularisation = 5; ///< ratings at 0 that each user seems to have besides; ≥ 0
    double movieRegularisation = 5;
    int sweeps = 10; ///< over all movies, then all users; ≥ 1
};

/// Ratings of one user (or movie) and what the other side's deviations leave of them, summed.
struct BaselineSums {
    std::vector<double> left;
    std::vector<double> count;

    explicit BaselineSums(std::size_t groups) : left(groups, 0), count(groups, 0) {}
    void add(std::size_t group, double value) {
        left[group] += value;
        count[group] += 1;
    }
    /// The regularised mean of each group; 0 where there is nothing to average.
    std::vector<float> means(double regularisation) const;
};

/// Minimises Σ (r - μ - b_u - b_i)² + λ_u Σ b_u² + λ_i Σ b_i² by alternating least squares (Koren,
/// "Factor in the neighbors", TKDD 2010, section 2.1).
/// @param forEach  calls its argument with (user, movie, stars) for every rating
/// @throws Cancelled when stopped.
template <typename ForEach>
RatingBaseline fitBaseline(const ForEach& forEach, double mean, std::size_t users,
                           std::size_t movies, const BaselineSettings& settings,
                           const std::stop_token& stop = {},
                           const ProgressCallback& progress = {}) {
    RatingBaseline baseline{mean, std::vector<float>(users, 0.0F),
                            std::vector<float>(movies, 0.0F)};
    for (int sweep = 0; sweep < settings.sweeps; ++sweep) {
        throwIfStopped(stop);
        BaselineSums ofMovies(movies);
        forEach([&](std::size_t user, std::size_t movie, float stars) {
            ofMovies.add(movie, double{stars} - mean - double{baseline.users[user]});
        });
        baseline.movies = ofMovies.means(settings.movieRegularisation);
        BaselineSums ofUsers(users);
        forEach([&](std::size_t user, std::size_t movie, float stars) {
            ofUsers.add(user, double{stars} - mean - double{baseline.movies[movie]});
        });
        baseline.users = ofUsers.means(settings.userRegularisation);
        report(progress, static_cast<std::uint64_t>(sweep) + 1,
               static_cast<std::uint64_t>(settings.sweeps), "Fitting biases");
    }
    return baseline;
}

/// That of a run's training ratings, from their own mean.
RatingBaseline makeBaseline(std::span<const IndexedRating> ratings, std::size_t users,
                            std::size_t movies);

/// A new user's deviation, from their ratings; the ratings' own users do not count.
float userDeviation(const RatingBaseline& baseline, std::span<const IndexedRating> ratings);

} // namespace towerlab
