// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/embedding_table.h"
#include "core/model/trained_model.h"

#include <cstddef>
#include <span>
#include <vector>

namespace towerlab {

/// A trained model without its towers: the vectors of all users and movies, made once, and how they
/// are matched. By vocabulary index. Immutable; safe to use from several threads.
class VectorMatch {
public:
    explicit VectorMatch(const TrainedModel& model);

    /// A user as the match sees them.
    struct Query {
        std::span<const float> vector;
        float length = 1; ///< of the vector; only a cosine looks at it
        float bias = 0;
    };
    Query user(std::size_t index) const;
    /// Somebody from outside; refers to `folded`.
    Query user(const TrainedModel::FoldedIn& folded) const;

    float logit(const Query& user, std::size_t movie) const;
    /// What the model puts out for a logit: TrainedModel::predict().
    float output(float logit) const;

    const EmbeddingTable& users() const { return users_; }
    /// For retrieval: with the weights of the match in them, where it has one per dimension.
    const EmbeddingTable& movies() const { return movies_; }

private:
    EmbeddingTable users_;
    EmbeddingTable movies_;
    MatchLayer layer_;
    std::vector<float> userLengths_;
    std::vector<float> movieLengths_; ///< as the item tower made them
    bool givesLogits_;
    bool linear_;
};

} // namespace towerlab
