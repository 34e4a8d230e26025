// SPDX-License-Identifier: MIT
#include "core/evaluate/rating_report.h"

#include "core/error.h"
#include "core/evaluate/rating_metrics.h"
#include "core/system/parallel.h"

#include <chrono>
#include <cmath>
#include <functional>
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

/// Asks a method for values of one user's movies.
using Ask = std::function<void(std::size_t user, std::span<const std::int32_t> movies,
                               std::span<float> values)>;

struct Answers {
    std::vector<float> value; ///< one a row
    double seconds = 0;       ///< that the method took
};

/// Answers for one user's rows into `answers`; returns the seconds the method took.
double askUser(const Ask& ask, const Dataset& dataset, std::span<const std::uint32_t> rows,
               const UserRows& group, std::vector<float>& answers) {
    std::vector<std::int32_t> movies;
    for (const std::size_t i : group.position)
        movies.push_back(dataset.ratings().movie[rows[i]]);
    std::vector<float> values(movies.size());
    const auto start = std::chrono::steady_clock::now();
    ask(group.user, movies, values);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    for (std::size_t i = 0; i < values.size(); ++i)
        answers[group.position[i]] = values[i];
    return taken.count();
}

Answers askAll(const Ask& ask, const Dataset& dataset, std::span<const std::uint32_t> rows,
               const std::vector<UserRows>& groups, int threads, const std::stop_token& stop,
               const ProgressCallback& progress) {
    Answers answers;
    answers.value.resize(rows.size());
    std::vector<double> seconds(threadCount(threads), 0.0);
    parallelBlocks(
        groups.size(), usersAtATime, threads,
        [&](std::size_t worker, std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end && !stop.stop_requested(); ++i)
                seconds[worker] += askUser(ask, dataset, rows, groups[i], answers.value);
        },
        stop, progress, "Predicting ratings");
    answers.seconds = std::accumulate(seconds.begin(), seconds.end(), 0.0);
    return answers;
}

void requireRows(std::span<const std::uint32_t> rows) {
    if (rows.empty())
        throw SettingsError("there are no ratings to test on");
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
    requireRows(rows);
    RatingReport report;
    report.rows.assign(rows.begin(), rows.end());
    const auto groups = byUser(dataset, rows);
    const auto ask = [&](std::size_t user, auto movies, auto stars) {
        scorer.predictStars(user, movies, stars);
    };
    Answers answers = askAll(ask, dataset, rows, groups, threads, stop, progress);
    report.predicted = std::move(answers.value);
    measure(dataset, groups, report);
    report.secondsPerUser = answers.seconds / static_cast<double>(groups.size());
    return report;
}

LikeReport evaluateLikes(const Scorer& scorer, const Dataset& dataset,
                         std::span<const std::uint32_t> rows, float likedFrom, int threads,
                         const std::stop_token& stop, const ProgressCallback& progress) {
    if (!scorer.predictsStars() && !scorer.predictsLikes())
        throw SettingsError("this method ranks movies but does not say who likes them");
    requireRows(rows);
    const auto ask = [&](std::size_t user, auto movies, auto values) {
        if (scorer.predictsLikes())
            scorer.predictLikes(user, movies, values);
        else
            scorer.predictStars(user, movies, values);
    };
    LikeReport report;
    report.predicted =
        askAll(ask, dataset, rows, byUser(dataset, rows), threads, stop, progress).value;
    std::vector<float> labels;
    for (const std::uint32_t row : rows)
        labels.push_back(dataset.ratings().value[row] >= likedFrom ? 1.0F : 0.0F);
    report.auc = areaUnderRoc(report.predicted, labels);
    if (scorer.predictsLikes())
        report.logLoss = logLoss(report.predicted, labels);
    return report;
}

Estimate RatingReport::rmseEstimate(std::uint64_t seed) const {
    const Estimate squared = bootstrapRatio(squaredErrors, counts, seed);
    return {std::sqrt(squared.mean), std::sqrt(squared.low), std::sqrt(squared.high)};
}

} // namespace towerlab
