// SPDX-License-Identifier: MIT
#include "core/baselines/neighbourhood.h"

#include "core/baselines/bias.h"
#include "core/baselines/stars_scorer.h"
#include "core/error.h"

#include <algorithm>
#include <numeric>

namespace towerlab {
namespace {

/// Mean of neighbours' deviations, weighed by similarity.
struct WeightedMean {
    float deviation = 0;
    float weight = 0;
    int count = 0;

    void add(float similarity, float value) {
        deviation += similarity * value;
        weight += similarity;
        ++count;
    }
    float mean() const { return weight > 0 ? deviation / weight : 0; }
};

/// What both sides share: deviations are ratings less their centre.
class Knn : public StarsScorer {
public:
    Knn(const TrainMatrix& matrix, RatingBaseline centre, int k)
        : StarsScorer(matrix),
          deviations_(
              transformed(matrix, [&](std::size_t user, std::size_t movie,
                                      float stars) { return stars - centre.of(user, movie); })
                  .byUser),
          centre_(std::move(centre)),
          k_(k) {}

protected:
    const SparseMatrix deviations_; ///< by user
    const RatingBaseline centre_;
    const int k_;
};

class ItemKnn final : public Knn {
public:
    ItemKnn(const TrainMatrix& matrix, RatingBaseline centre, const NeighbourLists& neighbours,
            int k)
        : Knn(matrix, std::move(centre), k), neighbourOf_(listedBy(neighbours)) {}

protected:
    /// Goes from the few movies that the user rated to the movies that have them for neighbours,
    /// rather than from each movie through its many neighbours to those that the user rated.
    void estimate(std::size_t userRow, std::span<const std::int32_t> movieRows,
                  std::span<float> stars) const override {
        const auto rated = deviations_.columnsOf(userRow);
        const auto deviation = deviations_.valuesOf(userRow);
        auto heard = votesByMovie(rated, deviation);
        for (std::size_t i = 0; i < movieRows.size(); ++i) {
            const auto movie = static_cast<std::size_t>(movieRows[i]);
            const auto votes =
                std::span(heard.vote)
                    .subspan(heard.start[movie], heard.start[movie + 1] - heard.start[movie]);
            stars[i] = centre_.of(userRow, movie) + meanOfNearest(votes);
        }
    }

private:
    struct Vote {
        float similarity;
        float deviation;
    };
    struct VotesByMovie {
        std::vector<std::uint32_t> start;
        std::vector<Vote> vote;
    };

    VotesByMovie votesByMovie(std::span<const std::int32_t> rated,
                              std::span<const float> deviation) const {
        VotesByMovie votes;
        votes.start.assign(neighbourOf_.rows() + 1, 0);
        for (const std::int32_t movie : rated)
            for (const std::int32_t to : neighbourOf_.columnsOf(static_cast<std::size_t>(movie)))
                ++votes.start[static_cast<std::size_t>(to) + 1];
        std::partial_sum(votes.start.begin(), votes.start.end(), votes.start.begin());
        votes.vote.resize(votes.start.back());
        std::vector<std::uint32_t> next(votes.start.begin(), votes.start.end() - 1);
        for (std::size_t r = 0; r < rated.size(); ++r) {
            const auto movie = static_cast<std::size_t>(rated[r]);
            const auto to = neighbourOf_.columnsOf(movie);
            const auto similarity = neighbourOf_.valuesOf(movie);
            for (std::size_t n = 0; n < to.size(); ++n)
                votes.vote[next[static_cast<std::size_t>(to[n])]++] = {similarity[n], deviation[r]};
        }
        return votes;
    }

    /// Reorders the votes. Not keepBest(): a sum in order of similarity would round otherwise.
    float meanOfNearest(std::span<Vote> votes) const {
        const std::size_t used = std::min(static_cast<std::size_t>(k_), votes.size());
        if (used < votes.size())
            std::nth_element(
                votes.begin(), votes.begin() + static_cast<std::ptrdiff_t>(used), votes.end(),
                [](const Vote& a, const Vote& b) { return a.similarity > b.similarity; });
        WeightedMean mean;
        for (const Vote& vote : votes.first(used))
            mean.add(vote.similarity, vote.deviation);
        return mean.mean();
    }

    SparseMatrix neighbourOf_; ///< of each movie, those that have it among their nearest
};

class UserKnn final : public Knn {
public:
    UserKnn(const TrainMatrix& matrix, RatingBaseline centre, NeighbourLists neighbours, int k)
        : Knn(matrix, std::move(centre), k), neighbours_(std::move(neighbours)) {}

protected:
    void estimate(std::size_t userRow, std::span<const std::int32_t> movieRows,
                  std::span<float> stars) const override {
        std::vector<WeightedMean> means(centre_.movies.size());
        const auto near = neighbours_.rowsOf(userRow);
        const auto similarity = neighbours_.similaritiesOf(userRow);
        for (std::size_t n = 0; n < near.size(); ++n) {
            const auto movies = deviations_.columnsOf(static_cast<std::size_t>(near[n]));
            const auto deviation = deviations_.valuesOf(static_cast<std::size_t>(near[n]));
            for (std::size_t i = 0; i < movies.size(); ++i) {
                WeightedMean& mean = means[static_cast<std::size_t>(movies[i])];
                if (mean.count < k_)
                    mean.add(similarity[n], deviation[i]);
            }
        }
        for (std::size_t i = 0; i < movieRows.size(); ++i) {
            const auto movie = static_cast<std::size_t>(movieRows[i]);
            stars[i] = centre_.of(userRow, movie) + means[movie].mean();
        }
    }

private:
    NeighbourLists neighbours_; ///< of users
};

/// c_ui = mean + user + movie: the fitted biases, or means of one side alone.
RatingBaseline centreOf(const TrainMatrix& matrix, Side side, const KnnSettings& settings,
                        const std::stop_token& stop) {
    if (settings.centre == RatingCentre::Baseline)
        return fitBiases(matrix, settings.biases, stop);
    RatingBaseline means;
    means.users.assign(matrix.users(), 0.0F);
    means.movies.assign(matrix.movies(), 0.0F);
    if (side == Side::Movie)
        means.movies = detail::meansOf(matrix.byMovie, matrix.mean);
    else
        means.users = detail::meansOf(matrix.byUser, matrix.mean);
    return means;
}

void check(const KnnSettings& settings) {
    if (settings.neighbours < 1)
        throw SettingsError("at least one neighbour is needed");
    if (settings.searched < settings.neighbours)
        throw SettingsError("the neighbours searched must be no fewer than those used");
}

template <typename Method>
std::unique_ptr<Scorer> fitKnn(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                               Side side, const KnnSettings& settings, const std::stop_token& stop,
                               const ProgressCallback& progress) {
    check(settings);
    const TrainMatrix matrix = makeTrainMatrix(dataset, trainRows);
    RatingBaseline centre = centreOf(matrix, side, settings, stop);
    const SimilaritySettings similarity{.kind = {},
                                        .shrinkage = settings.shrinkage,
                                        .kept = settings.searched,
                                        .threads = settings.threads};
    NeighbourLists neighbours = detail::findNeighbours(matrix, side, settings.similarity,
                                                       similarity, settings.biases, stop, progress);
    return std::make_unique<Method>(matrix, std::move(centre), std::move(neighbours),
                                    settings.neighbours);
}

} // namespace

std::unique_ptr<Scorer> fitItemKnn(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                                   const KnnSettings& settings, const std::stop_token& stop,
                                   const ProgressCallback& progress) {
    return fitKnn<ItemKnn>(dataset, trainRows, Side::Movie, settings, stop, progress);
}

std::unique_ptr<Scorer> fitUserKnn(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                                   const KnnSettings& settings, const std::stop_token& stop,
                                   const ProgressCallback& progress) {
    return fitKnn<UserKnn>(dataset, trainRows, Side::User, settings, stop, progress);
}

} // namespace towerlab
