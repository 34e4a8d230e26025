// SPDX-License-Identifier: MIT
#include "core/baselines/top_n.h"

#include "core/error.h"

#include <algorithm>
#include <limits>

namespace towerlab {
namespace {

constexpr float unknown = -std::numeric_limits<float>::infinity();

/// The matrix with each rating's weight for its value.
TrainMatrix weighted(TrainMatrix matrix, RatingWeight weight) {
    if (weight == RatingWeight::Stars)
        return matrix;
    return transformed(matrix, [](std::size_t, std::size_t, float) { return 1.0F; });
}

/// Cosine compares the weights; the other similarities need the stars.
NeighbourLists neighboursOf(const TrainMatrix& stars, const TrainMatrix& weights, Side side,
                            const TopNSettings& settings, const std::stop_token& stop,
                            const ProgressCallback& progress) {
    const SimilaritySettings similarity{.kind = {},
                                        .shrinkage = settings.shrinkage,
                                        .kept = settings.neighbours,
                                        .threads = settings.threads};
    return detail::findNeighbours(settings.similarity == CfSimilarity::Cosine ? weights : stars,
                                  side, settings.similarity, similarity, {}, stop, progress);
}

/// sums += factor · row
void addRow(const SparseMatrix& matrix, std::size_t row, float factor, std::vector<float>& sums) {
    const auto columns = matrix.columnsOf(row);
    const auto values = matrix.valuesOf(row);
    for (std::size_t i = 0; i < columns.size(); ++i)
        sums[static_cast<std::size_t>(columns[i])] += factor * values[i];
}

void pick(const std::vector<float>& sums, std::span<const std::int32_t> movieRows,
          std::span<float> scores) {
    std::transform(movieRows.begin(), movieRows.end(), scores.begin(),
                   [&](std::int32_t movie) { return sums[static_cast<std::size_t>(movie)]; });
}

/// Marks what a method knows nothing about.
void hideUnknown(const TrainMatrix& matrix, std::size_t userRow,
                 std::span<const std::int32_t> movieRows, std::span<float> scores) {
    const bool knowsUser = matrix.byUser.count(userRow) > 0;
    for (std::size_t i = 0; i < movieRows.size(); ++i)
        if (!knowsUser || matrix.byMovie.count(static_cast<std::size_t>(movieRows[i])) == 0)
            scores[i] = unknown;
}

/// score(u, i) = Σ over the movies that u rated, each giving to the movies it is a neighbour of.
class ItemCf : public Scorer {
public:
    ItemCf(TrainMatrix weights, const NeighbourLists& neighbours)
        : weights_(std::move(weights)), neighbourOf_(listedBy(neighbours)) {}

    void score(std::size_t userRow, std::span<const std::int32_t> movieRows,
               std::span<float> scores) const override {
        std::vector<float> sums(weights_.movies(), 0.0F);
        const auto rated = weights_.byUser.columnsOf(userRow);
        const auto weight = weights_.byUser.valuesOf(userRow);
        for (std::size_t r = 0; r < rated.size(); ++r)
            addRow(neighbourOf_, static_cast<std::size_t>(rated[r]), weight[r], sums);
        pick(sums, movieRows, scores);
        hideUnknown(weights_, userRow, movieRows, scores);
    }

private:
    TrainMatrix weights_;
    SparseMatrix neighbourOf_; ///< of each movie, those that have it among their nearest
};

/// score(u, i) = Σ over the users most like u, each giving to the movies they rated.
class UserCf : public Scorer {
public:
    UserCf(TrainMatrix weights, NeighbourLists neighbours)
        : weights_(std::move(weights)), neighbours_(std::move(neighbours)) {}

    void score(std::size_t userRow, std::span<const std::int32_t> movieRows,
               std::span<float> scores) const override {
        std::vector<float> sums(weights_.movies(), 0.0F);
        const auto near = neighbours_.rowsOf(userRow);
        const auto similarity = neighbours_.similaritiesOf(userRow);
        for (std::size_t n = 0; n < near.size(); ++n)
            addRow(weights_.byUser, static_cast<std::size_t>(near[n]), similarity[n], sums);
        pick(sums, movieRows, scores);
        hideUnknown(weights_, userRow, movieRows, scores);
    }

private:
    TrainMatrix weights_;
    NeighbourLists neighbours_; ///< of users
};

void check(const TopNSettings& settings) {
    if (settings.neighbours < 1)
        throw SettingsError("at least one neighbour is needed");
}

template <typename Method>
std::unique_ptr<Scorer> fitTopN(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                                Side side, const TopNSettings& settings,
                                const std::stop_token& stop, const ProgressCallback& progress) {
    check(settings);
    const TrainMatrix stars = makeTrainMatrix(dataset, trainRows);
    TrainMatrix weights = weighted(stars, settings.weight);
    NeighbourLists neighbours = neighboursOf(stars, weights, side, settings, stop, progress);
    return std::make_unique<Method>(std::move(weights), std::move(neighbours));
}

} // namespace

std::unique_ptr<Scorer> fitItemCf(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                                  const TopNSettings& settings, const std::stop_token& stop,
                                  const ProgressCallback& progress) {
    return fitTopN<ItemCf>(dataset, trainRows, Side::Movie, settings, stop, progress);
}

std::unique_ptr<Scorer> fitUserCf(const Dataset& dataset, std::span<const std::uint32_t> trainRows,
                                  const TopNSettings& settings, const std::stop_token& stop,
                                  const ProgressCallback& progress) {
    return fitTopN<UserCf>(dataset, trainRows, Side::User, settings, stop, progress);
}

} // namespace towerlab
