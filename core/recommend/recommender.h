// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/data/encoding.h"
#include "core/model/trained_model.h"
#include "core/recommend/vector_match.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace towerlab {

struct RecommendOptions {
    std::size_t count = 20;
    bool hideRated = true;            ///< leave out what the user has rated in the data set
    std::int16_t genre = -1;          ///< only movies that list this genre of the data set
    std::uint32_t minimumRatings = 0; ///< only movies with at least that many ratings
};

struct Recommendation {
    std::size_t movieRow = 0; ///< of the data set
    /// The model's output: in (0, 1), or for objectives that learn an order alone, a logit.
    float score = 0;
    /// Score put back on the star scale; none for a classifier, whose score is a probability.
    std::optional<float> stars;
};

/// Refuses a model whose movies are not those of the data set: ids alone don't tell, as all
/// MovieLens releases and the demo count from 1.
/// @throws ModelFileError if they share no movie, or if more than a tenth of the movies with the
///         same id have another title.
void requireSameMovies(const TrainedModel& model, const Dataset& dataset);

/// What a person who uses the model with that data must know: how it differs from what the model
/// was trained on, and whom and what the model does not know. Sentences; empty where it is the
/// same.
std::string changedDataWarning(const TrainedModel& model, const Dataset& dataset);

/// Ranks movies for users: vectors of both towers, computed once, then a scan and a partial sort.
/// Immutable; safe to use from several threads.
class Recommender {
public:
    Recommender(TrainedModel model, std::shared_ptr<const Dataset> dataset);

    /// The best `count` movies, best first; ties by popularity, then by row. Ranked by the logit
    /// rather than by the bare product of the vectors, because a weight of the match may be
    /// negative, or by the output, which rounds to 1 for many.
    /// Empty if the model does not know the user.
    std::vector<Recommendation> recommend(std::size_t userRow,
                                          const RecommendOptions& options = {}) const;

    /// The same for a user who was not in training, by folding in (TrainedModel::foldIn()); what
    /// they have rated is hidden as above.
    std::vector<Recommendation> recommendTo(const NewUser& user,
                                            const RecommendOptions& options = {}) const;

    /// What to offer somebody whom the model does not know: the movies with the most ratings, ties
    /// by row, under the same options. Their scores are NaN: no model has been asked.
    std::vector<Recommendation> mostRated(std::size_t userRow,
                                          const RecommendOptions& options = {}) const;

    /// The model's output for one pair; none if it does not know one of them.
    std::optional<Recommendation> score(std::size_t userRow, std::size_t movieRow) const;

    bool knowsUser(std::size_t userRow) const { return encoding_.userIndex(userRow) >= 0; }

    const TrainedModel& model() const { return model_; }
    const Dataset& dataset() const { return *dataset_; }
    const Encoding& encoding() const { return encoding_; }
    const EmbeddingTable& userVectors() const { return match_.users(); }
    /// As the match sees them: TrainedModel::movieVectorsForRetrieval().
    const EmbeddingTable& movieVectors() const { return match_.movies(); }

private:
    /// @param rated ascending rows
    std::vector<Recommendation> best(const VectorMatch::Query& user,
                                     std::span<const std::int32_t> rated,
                                     const RecommendOptions& options) const;
    bool offers(std::size_t movieRow, std::span<const std::int32_t> rated,
                const RecommendOptions& options) const;
    Recommendation result(std::size_t movieRow, float logit) const;

    TrainedModel model_;
    std::shared_ptr<const Dataset> dataset_;
    Encoding encoding_;
    VectorMatch match_;
};

} // namespace towerlab
