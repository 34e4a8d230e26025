// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/encoding.h"
#include "core/model/embedding_table.h"
#include "core/model/run_frames.h"
#include "core/model/run_record.h"

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <span>
#include <vector>

namespace towerlab {

/// How the vectors u and v become a logit: w·Σ u v + bias with one weight, or Σ w u v + bias with a
/// weight per dimension; a cosine divides the sum by |u| |v|; with biases the user's and the
/// movie's own are added.
struct MatchLayer {
    std::vector<float> weights{1}; ///< one, or as many as a vector has dimensions
    float bias = 0;
    bool cosine = false;

    bool weighted() const { return weights.size() > 1; }

    std::vector<float> userBiases;  ///< by vocabulary index; empty without biases
    std::vector<float> movieBiases; ///< the same
};

/// A user who was not in training, for TrainedModel::foldIn(). Indices into the vocabulary; -1:
/// not known.
struct NewUser {
    std::vector<std::int32_t> categories; ///< for each column, or empty: nothing is known
    std::vector<std::int32_t> movies;     ///< rated, by vocabulary index, the oldest first
    std::vector<float> stars;             ///< the same length
};

/// Two trained towers with their vocabulary, settings and metrics: all that is needed to predict
/// and recommend. A cheap handle to immutable contents; copies share them, on any thread.
class TrainedModel {
public:
    struct Contents; ///< holds LibTorch modules; defined in core only

    TrainedModel(); ///< no model: valid() is false, and nothing else may be called
    explicit TrainedModel(std::shared_ptr<const Contents> contents);

    bool valid() const { return contents_ != nullptr; }
    const Vocabulary& vocabulary() const;
    const RunRecord& record() const;
    MatchLayer matchLayer() const;
    std::size_t parameterCount() const;

    /// The model's output for pairs of vocabulary indices (both spans of length n): in (0, 1), or
    /// for objectives that learn an order alone, a logit.
    std::vector<float> predict(std::span<const std::int32_t> users,
                               std::span<const std::int32_t> movies) const;

    /// Vectors of all users, n × vectorSize, by batched passes of the user tower.
    EmbeddingTable userVectors() const;
    /// Whether training can go on from here: the optimiser's state is part of the model.
    bool canContinue() const;
    /// How the vectors came about; null where that was not kept.
    std::shared_ptr<const RunFrames> frames() const;

    /// The models that the run went through on the way to this one: as initialised, then at the end
    /// of each epoch, this one last; fewer where not all fitted. Each can be continued as this one.
    /// Empty where they were not kept.
    const std::vector<TrainedModel>& moments() const;
    TrainedModel withoutMoments() const;

    /// The vector (and bias, where there is one) of a user who was not in training, by folding in:
    /// the user tower reads the mean embedding of all users in place of an id's (and of a feature
    /// that is not known), and the ratings as the history. Without a user history the ratings make
    /// no difference.
    struct FoldedIn {
        std::vector<float> vector;
        float bias = 0;
    };
    FoldedIn foldIn(const NewUser& user) const;

    /// Vectors of all movies, n × vectorSize, by batched passes of the item tower.
    EmbeddingTable movieVectors() const;

    /// The same as a search for a user's best movies needs them: where the match has a weight per
    /// dimension, each vector times the weights, so that its plain dot product with a user's vector
    /// is the match; else movieVectors().
    EmbeddingTable movieVectorsForRetrieval() const;

    const Contents& contents() const { return *contents_; }
    /// Whether both are handles to the very same model.
    bool sharesContentsWith(const TrainedModel& other) const {
        return contents_ == other.contents_;
    }

private:
    float ownBiasOf(const NewUser& user) const;

    std::shared_ptr<const Contents> contents_;
};

} // namespace towerlab
