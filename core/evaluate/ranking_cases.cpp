// SPDX-License-Identifier: MIT
#include "core/evaluate/ranking_cases.h"

#include "core/data/random.h"
#include "core/data/seen_movies.h"
#include "core/error.h"

#include <algorithm>

namespace towerlab {
namespace {

std::size_t at(std::int32_t row) { return static_cast<std::size_t>(row); }

/// Test movies by user row, in the order of `pairs`.
std::vector<std::vector<std::int32_t>> moviesByUser(const Dataset& dataset,
                                                    std::span<const TestPair> pairs) {
    std::vector<std::vector<std::int32_t>> movies(dataset.users().size());
    for (const TestPair& pair : pairs)
        movies[at(pair.user)].push_back(pair.movie);
    return movies;
}

RankingCase oneAmong(std::int32_t user, std::int32_t movie, std::vector<std::int32_t> negatives) {
    negatives.push_back(movie);
    std::sort(negatives.begin(), negatives.end());
    return {user, {movie}, std::move(negatives)};
}

/// Makes one user's cases after the other's. Negatives of a case are drawn without replacement;
/// training's (core/train/negative_sampler.h) are drawn with, one at a time.
class SampledCases {
public:
    SampledCases(const Dataset& dataset, const SampledProtocol& protocol)
        : dataset_(dataset), protocol_(protocol) {}

    /// Appends the cases of a user.
    void addCases(std::int32_t user, std::span<const std::int32_t> movies,
                  std::vector<RankingCase>& cases) {
        findUnknown(user, movies);
        if (unknown_.empty())
            return; // alone in its list, a movie is found by whatever method
        Random random(protocol_.seed, "negatives of user " + dataset_.users().id.text(at(user)));
        for (const std::int32_t movie : movies)
            cases.push_back(oneAmong(user, movie, draw(random)));
    }

private:
    void findUnknown(std::int32_t user, std::span<const std::int32_t> movies) {
        std::vector<std::int32_t> known = ratedMovies(dataset_, at(user));
        known.insert(known.end(), movies.begin(), movies.end());
        std::sort(known.begin(), known.end());
        unseenMovies(dataset_.movies().size(), known, unknown_);
        std::erase_if(unknown_,
                      [&](std::int32_t movie) { return dataset_.byMovie().count(at(movie)) == 0; });
    }

    /// The front of a shuffle that is broken off once it is long enough.
    std::vector<std::int32_t> draw(Random& random) {
        const auto wished = static_cast<std::size_t>(protocol_.negatives);
        const std::size_t count = std::min(wished, unknown_.size());
        for (std::size_t i = 0; i < count; ++i)
            std::swap(unknown_[i], unknown_[i + random.below(unknown_.size() - i)]);
        return {unknown_.begin(), unknown_.begin() + static_cast<std::ptrdiff_t>(count)};
    }

    const Dataset& dataset_;
    SampledProtocol protocol_;
    std::vector<std::int32_t> unknown_;
};

} // namespace

std::span<const std::int32_t> candidatesOf(const RankingTask& task, const RankingCase& question,
                                           std::vector<std::int32_t>& buffer) {
    if (task.catalogue == 0)
        return question.candidates;
    unseenMovies(at(task.catalogue), task.seen[at(question.user)], buffer);
    return buffer;
}

std::size_t mostOthers(const RankingTask& task) {
    std::size_t most = 0;
    for (const RankingCase& one : task.cases)
        most = std::max(most, one.candidates.size() -
                                  std::min(one.positives.size(), one.candidates.size()));
    return most;
}

RankingTask sampledTask(const Dataset& dataset, std::span<const TestPair> pairs,
                        const SampledProtocol& protocol) {
    if (protocol.negatives < 1)
        throw SettingsError("the number of negatives must be at least 1");
    RankingTask task;
    task.name = "1 among " + std::to_string(protocol.negatives);
    const auto movies = moviesByUser(dataset, pairs);
    SampledCases sampled(dataset, protocol);
    for (std::size_t user = 0; user < movies.size(); ++user)
        if (!movies[user].empty())
            sampled.addCases(static_cast<std::int32_t>(user), movies[user], task.cases);
    return task;
}

RankingTask fullCatalogueTask(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                              std::span<const TestPair> pairs) {
    RankingTask task;
    task.name = "full catalogue";
    task.catalogue = static_cast<std::int32_t>(dataset.movies().size());
    task.seen = seenMovies(dataset, trainRows);
    auto movies = moviesByUser(dataset, pairs);
    for (std::size_t user = 0; user < movies.size(); ++user) {
        const auto& seen = task.seen[user];
        auto& positives = movies[user];
        std::erase_if(positives, [&](std::int32_t movie) {
            return std::binary_search(seen.begin(), seen.end(), movie);
        });
        std::sort(positives.begin(), positives.end());
        const bool hasOthers = seen.size() + positives.size() < dataset.movies().size();
        if (!positives.empty() && hasOthers)
            task.cases.push_back({static_cast<std::int32_t>(user), std::move(positives), {}});
    }
    return task;
}

RankingTask givenTask(const GivenSplit& split) {
    if (split.negatives.empty())
        throw SettingsError("the given split has no negatives to rank the test movies among");
    RankingTask task;
    task.name = "given negatives";
    for (std::size_t i = 0; i < split.pairs.size(); ++i)
        task.cases.push_back(
            oneAmong(split.pairs[i].user, split.pairs[i].movie, split.negatives[i]));
    std::stable_sort(task.cases.begin(), task.cases.end(),
                     [](const auto& a, const auto& b) { return a.user < b.user; });
    return task;
}

} // namespace towerlab
