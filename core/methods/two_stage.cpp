// SPDX-License-Identifier: MIT
#include "core/methods/two_stage.h"

#include "core/error.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace towerlab {
namespace {

constexpr float unknown = -std::numeric_limits<float>::infinity();

std::size_t at(std::int32_t row) { return static_cast<std::size_t>(row); }

/// Positions of the best `count` of `scores`, best first, equal ones in order.
std::vector<std::size_t> bestFirst(const std::vector<float>& scores, std::size_t count) {
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto length = static_cast<std::ptrdiff_t>(std::min(count, order.size()));
    std::partial_sort(order.begin(), order.begin() + length, order.end(),
                      [&](std::size_t a, std::size_t b) {
                          return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
                      });
    order.resize(static_cast<std::size_t>(length));
    return order;
}

std::vector<float> scoresOf(const Scorer& scorer, std::size_t userRow,
                            std::span<const std::int32_t> movies) {
    std::vector<float> scores(movies.size());
    scorer.score(userRow, movies, scores);
    return scores;
}

} // namespace

TwoStageScorer::TwoStageScorer(std::shared_ptr<const Scorer> recall,
                               std::shared_ptr<const Scorer> rank, int recalled,
                               const Dataset& dataset, std::span<const std::uint32_t> trainRows)
    : recall_(std::move(recall)),
      rank_(std::move(rank)),
      recalled_(static_cast<std::size_t>(std::max(recalled, 0))),
      movies_(dataset.movies().size()),
      seen_(dataset.users().size()) {
    if (recalled < 1)
        throw SettingsError("the first stage must recall at least one movie");
    for (const std::uint32_t row : trainRows)
        seen_[at(dataset.ratings().user[row])].push_back(dataset.ratings().movie[row]);
    for (auto& movies : seen_)
        std::sort(movies.begin(), movies.end());
}

std::vector<TwoStageMovie> TwoStageScorer::stages(std::size_t userRow) const {
    std::vector<std::int32_t> all(movies_);
    std::iota(all.begin(), all.end(), 0);
    std::vector<std::int32_t> unseen;
    std::set_difference(all.begin(), all.end(), seen_[userRow].begin(), seen_[userRow].end(),
                        std::back_inserter(unseen));
    const std::vector<float> recallScores = scoresOf(*recall_, userRow, unseen);
    std::vector<TwoStageMovie> found;
    std::vector<std::int32_t> movies;
    for (const std::size_t i : bestFirst(recallScores, recalled_)) {
        if (recallScores[i] == unknown)
            break;
        movies.push_back(unseen[i]);
        found.push_back({unseen[i], static_cast<int>(found.size()) + 1, 0, recallScores[i], 0});
    }
    const std::vector<float> rankScores = scoresOf(*rank_, userRow, movies);
    std::vector<TwoStageMovie> ranked;
    for (const std::size_t i : bestFirst(rankScores, rankScores.size())) {
        ranked.push_back(found[i]);
        ranked.back().rankScore = rankScores[i];
        ranked.back().rankPlace = static_cast<int>(ranked.size());
    }
    return ranked;
}

void TwoStageScorer::score(std::size_t userRow, std::span<const std::int32_t> movieRows,
                           std::span<float> scores) const {
    const std::vector<float> recallScores = scoresOf(*recall_, userRow, movieRows);
    // Places make scores: those of the recalled above 0, those of the others below.
    int place = 0;
    for (const std::size_t i : bestFirst(recallScores, recallScores.size()))
        scores[i] = recallScores[i] == unknown ? unknown : static_cast<float>(--place);
    std::vector<std::int32_t> rankPlace(movies_, 0);
    for (const TwoStageMovie& movie : stages(userRow))
        rankPlace[at(movie.movie)] = movie.rankPlace;
    for (std::size_t i = 0; i < movieRows.size(); ++i)
        if (const std::int32_t ranked = rankPlace[at(movieRows[i])]; ranked > 0)
            scores[i] = static_cast<float>(recalled_ + 1) - static_cast<float>(ranked);
}

} // namespace towerlab
