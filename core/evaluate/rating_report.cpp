// SPDX-License-Identifier: MIT
#include "core/evaluate/rating_report.h"

#include "core/error.h"
#include "core/evaluate/parallel.h"
#include "core/evaluate/rating_metrics.h"

#include <chrono>
#include <cmath>
#include <numeric>

namespace towerlab {
namespace {

constexpr std::size_t usersAtATime = 16;

/// The tested ratings of one user: positions in `rows`.
struct UserRows {
    std::size_t user = 0;
    std::vector<std::size_t> position;
};

std::vector<UserRows> byUser(const Dataset& dataset, std::span<const std::uint32_t> rows) {
    std::vector<UserRows> groups(dataset.users().size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        groups[static_cast<std::size_t>(dataset.ratings().user[rows[i]])].position.push_back(i);
    for (std::size_t user = 0; user < groups.size(); ++user)
        groups[user].user = user;
    std::erase_if(groups, [](const UserRows& group) { return group.position.empty(); });
    return groups;
}

/// Predicts one user's ratings into the report; returns the seconds the method took.
double predictUser(const Scorer& scorer, const Dataset& dataset, const UserRows& group,
                   RatingReport& report) {
    std::vector<std::int32_t> movies;
    for (const std::size_t i : group.position)
        movies.push_back(dataset.ratings().movie[report.rows[i]]);
    std::vector<float> stars(movies.size());
    const auto start = std::chrono::steady_clock::now();
    scorer.predictStars(group.user, movies, stars);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    for (std::size_t i = 0; i < stars.size(); ++i)
        report.predicted[group.position[i]] = stars[i];
    return taken.count();
}

void measure(const Dataset& dataset, const std::vector<UserRows>& groups, RatingReport& report) {
    std::vector<float> actual;
    for (const std::uint32_t row : report.rows)
        actual.push_back(dataset.ratings().value[row]);
    report.rmse = rootMeanSquaredError(report.predicted, actual);
    report.mae = meanAbsoluteError(report.predicted, actual);
    for (const UserRows& group : groups) {
        double sum = 0;
        for (const std::size_t i : group.position)
            sum += std::pow(
                static_cast<double>(report.predicted[i]) - static_cast<double>(actual[i]), 2);
        report.squaredErrors.push_back(sum);
        report.counts.push_back(static_cast<double>(group.position.size()));
    }
}

} // namespace

RatingReport evaluateRatings(const Scorer& scorer, const Dataset& dataset,
                             std::span<const std::uint32_t> rows, int threads,
                             const std::stop_token& stop, const ProgressCallback& progress) {
    if (!scorer.predictsStars())
        throw SettingsError("this method ranks movies but does not predict ratings");
    if (rows.empty())
        throw SettingsError("there are no ratings to test on");
    RatingReport report;
    report.rows.assign(rows.begin(), rows.end());
    report.predicted.resize(rows.size());
    const auto groups = byUser(dataset, rows);
    std::vector<double> seconds(threadCount(threads), 0.0);
    parallelBlocks(
        groups.size(), usersAtATime, threads,
        [&](std::size_t worker, std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end && !stop.stop_requested(); ++i)
                seconds[worker] += predictUser(scorer, dataset, groups[i], report);
        },
        stop, progress, "Predicting ratings");
    measure(dataset, groups, report);
    report.secondsPerUser =
        std::accumulate(seconds.begin(), seconds.end(), 0.0) / static_cast<double>(groups.size());
    return report;
}

Estimate RatingReport::rmseEstimate(std::uint64_t seed) const {
    const Estimate squared = bootstrapRatio(squaredErrors, counts, seed);
    return {std::sqrt(squared.mean), std::sqrt(squared.low), std::sqrt(squared.high)};
}

} // namespace towerlab
