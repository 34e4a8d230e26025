// SPDX-License-Identifier: MIT
#include "core/methods/two_stage.h"

#include "core/data/seen_movies.h"
#include "core/error.h"
#include "core/recommend/best_first.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace towerlab {
namespace {

constexpr float unknown = -std::numeric_limits<float>::infinity();

std::size_t at(std::int32_t row) { return static_cast<std::size_t>(row); }

std::vector<std::uint32_t> bestFirst(std::span<const float> scores, std::size_t count) {
    std::vector<std::uint32_t> order;
    towerlab::bestFirst(scores, count, order);
    return order;
}

std::vector<float> scoresOf(const Scorer& scorer, std::size_t userRow,
                            std::span<const std::int32_t> movies) {
    std::vector<float> scores(movies.size());
    scorer.score(userRow, movies, scores);
    return scores;
}

} // namespace

TwoStageScorer::TwoStageScorer(std::shared_ptr<const Scorer> retrieval,
                               std::shared_ptr<const Scorer> rank, int retrieved,
                               const Dataset& dataset, std::span<const std::uint32_t> trainRows)
    : retrieval_(std::move(retrieval)),
      rank_(std::move(rank)),
      retrieved_(static_cast<std::size_t>(std::max(retrieved, 0))),
      movies_(dataset.movies().size()),
      seen_(seenMovies(dataset, trainRows)) {
    if (retrieved < 1)
        throw SettingsError("the first stage must retrieve at least one movie");
}

std::vector<TwoStageMovie> TwoStageScorer::stages(std::size_t userRow) const {
    std::vector<std::int32_t> all(movies_);
    std::iota(all.begin(), all.end(), 0);
    std::vector<std::int32_t> unseen;
    std::set_difference(all.begin(), all.end(), seen_[userRow].begin(), seen_[userRow].end(),
                        std::back_inserter(unseen));
    const std::vector<float> retrievalScores = scoresOf(*retrieval_, userRow, unseen);
    std::vector<TwoStageMovie> found;
    std::vector<std::int32_t> movies;
    for (const std::uint32_t i : bestFirst(retrievalScores, retrieved_)) {
        movies.push_back(unseen[i]);
        found.push_back({unseen[i], static_cast<int>(found.size()) + 1, 0, retrievalScores[i], 0});
    }
    const std::vector<float> rankScores = scoresOf(*rank_, userRow, movies);
    // What the second stage knows nothing about comes last, but was retrieved all the same.
    std::vector<float> known = rankScores;
    for (float& score : known)
        score = std::max(std::numeric_limits<float>::lowest(), score);
    std::vector<TwoStageMovie> ranked;
    for (const std::uint32_t i : bestFirst(known, known.size())) {
        ranked.push_back(found[i]);
        ranked.back().rankScore = rankScores[i];
        ranked.back().rankPlace = static_cast<int>(ranked.size());
    }
    return ranked;
}

void TwoStageScorer::score(std::size_t userRow, std::span<const std::int32_t> movieRows,
                           std::span<float> scores) const {
    const std::vector<float> retrievalScores = scoresOf(*retrieval_, userRow, movieRows);
    // Places make scores: those of the retrieved above 0, those of the others below.
    std::fill(scores.begin(), scores.end(), unknown);
    int place = 0;
    for (const std::uint32_t i : bestFirst(retrievalScores, retrievalScores.size()))
        scores[i] = static_cast<float>(--place);
    std::vector<std::int32_t> rankPlace(movies_, 0);
    for (const TwoStageMovie& movie : stages(userRow))
        rankPlace[at(movie.movie)] = movie.rankPlace;
    for (std::size_t i = 0; i < movieRows.size(); ++i)
        if (const std::int32_t ranked = rankPlace[at(movieRows[i])]; ranked > 0)
            scores[i] = static_cast<float>(retrieved_ + 1) - static_cast<float>(ranked);
}

} // namespace towerlab
