// SPDX-License-Identifier: MIT
// What a step minimises; private to core, because it shows LibTorch.
#pragma once

#include "core/data/random.h"
#include "core/model/two_tower_net.h"
#include "core/train/hidden_part.h"
#include "core/train/negative_sampler.h"
#include "core/train/train_batches.h"

namespace towerlab {

/// The number that the model is to predict for a rating: the rating scaled to [0, 1], or 1 for
/// liked and 0 for not.
float targetOf(float stars, const RunSettings& settings, const Vocabulary& vocabulary);

/// Mean over the batch of a pointwise objective, without the penalty.
torch::Tensor objectiveLoss(const RunSettings& settings, const torch::Tensor& logits,
                            const torch::Tensor& targets);

/// Sets the dense layer behind the match, and biases, to where a run with these settings starts
/// them: as drawn for the seed's objectives; match / temperature for ranking ones, so that the sign
/// is right and a softmax is neither flat nor saturated; with biases, at the global mean, and for a
/// linear output at the baseline's deviations.
void startMatch(TwoTowerNetImpl& net, const RunSettings& settings, const Vocabulary& vocabulary,
                const RatingBaseline& baseline, double meanTarget);

/// What a batch of n goes through, for who looks into it; all that is worked out keeps its
/// gradient.
struct BatchTrace {
    TowerTrace users;
    TowerTrace movies;       ///< of a softmax over the catalogue, all movies by index
    torch::Tensor logits;    ///< n, of the ratings; of a softmax in the batch or over the
                             ///< catalogue, none
    torch::Tensor negatives; ///< int64, n × negatives: movies, where they are drawn
    torch::Tensor against;   ///< n × negatives: their logits
    torch::Tensor all;       ///< n × n, or n × movies: of each user with each movie of a softmax
    torch::Tensor logQ;      ///< n, taken off the columns of `all`; undefined: nothing is
    torch::Tensor removed;   ///< bool, n × n: no negatives of their row; undefined: none
    HiddenPart hidden;       ///< of a softmax over the catalogue: what is to be found
};

/// The objective of a batch with all that it needs beside the batch.
class BatchObjective {
public:
    /// All must outlive the objective.
    /// @param sampler   may be null for pointwise objectives
    /// @param sequences what each user has rated; only a softmax over the catalogue needs it
    BatchObjective(const NetInputs& inputs, const NegativeSampler* sampler,
                   const EntityHistory* sequences, const RunSettings& settings);

    /// Mean over the batch, without penalties. For ranking objectives the batch is of positives.
    torch::Tensor loss(TwoTowerNetImpl& net, const Batch& batch, Random& negatives,
                       BatchTrace* trace = nullptr) const;

    /// embeddingL2 · mean over the batch of |id embedding|² (and bias²) of both sides.
    torch::Tensor embeddingPenalty(TwoTowerNetImpl& net, const Batch& batch) const;

private:
    TowerImpl::Result usersOf(TwoTowerNetImpl& net, const Batch& batch, BatchTrace* trace) const;
    TowerImpl::Result moviesOf(TwoTowerNetImpl& net, const Batch& batch, BatchTrace* trace) const;
    torch::Tensor pointwise(TwoTowerNetImpl& net, const Batch& batch, BatchTrace* trace) const;
    torch::Tensor sampled(TwoTowerNetImpl& net, const Batch& batch, Random& negatives,
                          BatchTrace* trace) const;
    torch::Tensor inBatch(TwoTowerNetImpl& net, const Batch& batch, BatchTrace* trace) const;
    torch::Tensor catalogue(TwoTowerNetImpl& net, const Batch& batch, Random& random,
                            BatchTrace* trace) const;
    torch::Tensor drawNegatives(const Batch& batch, Random& negatives) const;
    torch::Tensor hits(const Batch& batch) const;

    const NetInputs& inputs_;
    const NegativeSampler* sampler_;
    const EntityHistory* sequences_;
    const RunSettings& settings_;
};

} // namespace towerlab
