// SPDX-License-Identifier: MIT
// Private to core/train.
#pragma once

#include "core/kernels/kernels.h"
#include "core/model/settings.h"
#include "core/train/negative_sampler.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace towerlab::fast {

/// The in-batch softmax of a batch of n pairs: logits s = w · u·vᵀ - ln q (or (w u)·vᵀ - ln q with
/// a weight per dimension), a softmax over each row, and its loss -ln p of the diagonal (Yi et al.
/// 2019). Gradients are those of the mean.
///
/// Two threads may share the work: each takes the vectors of one side, then (after a meeting) some
/// of the rows, then (after another) the gradients of its side.
class InBatchSoftmax {
public:
    /// @param sampler must outlive this
    /// @param stride  floats from one vector to the next
    InBatchSoftmax(const RunSettings& settings, const NegativeSampler& sampler, std::size_t stride);

    /// Opens a batch. The spans must stay until its gradients are done.
    /// @param weights of the match: 1, or `stride`
    void begin(std::span<const std::int32_t> users, std::span<const std::int32_t> movies,
               std::span<const float> weights);
    /// The vectors of the pairs [first, first + count), normalised here if the settings say so.
    void takeUsers(std::size_t first, const float* vectors, std::size_t count);
    void takeMovies(std::size_t first, const float* vectors, std::size_t count);
    /// When all movies are taken.
    void transposeMovies();
    /// Loss and slopes of the rows [begin, end). Needs all vectors.
    void rows(std::size_t begin, std::size_t end);
    /// Gradients of one side's vectors, n × stride. Needs all rows.
    float* userGradients();
    float* movieGradients();

    std::size_t size() const { return users_.size(); }
    /// Mean over the batch. Needs all rows.
    double loss() const;
    /// Derivatives of the loss by the weights. Needs userGradients().
    std::span<const double> weightGradients() const { return weightGradients_; }

private:
    struct Vectors {
        std::vector<float> values;  ///< n × stride; normalised
        std::vector<float> lengths; ///< before that; empty unless normalised
        std::vector<float> gradients;
    };
    void take(Vectors& side, std::size_t first, const float* vectors, std::size_t count) const;
    void removeHits(std::size_t row, float* logits, std::vector<char>& known) const;
    void throughNormalisation(Vectors& side) const;
    bool weighted() const { return weights_.size() > 1; }
    /// What the movies' vectors are multiplied with to make the logits, before any scaling.
    const std::vector<float>& queries() const { return weighted() ? weightedUsers_ : user_.values; }
    void scaleByWeights(std::vector<float>& rows) const;
    void addWeightGradients();

    const Kernels& kernels_;
    const NegativeSampler& sampler_;
    HitRemoval hitRemoval_;
    bool logQ_;
    bool normalise_;
    std::size_t stride_;

    std::span<const std::int32_t> users_;
    std::span<const std::int32_t> movies_;
    std::span<const float> weights_;
    std::size_t width_ = 0; ///< the batch's size, padded
    Vectors user_;
    Vectors movie_;
    std::vector<float> weightedUsers_; ///< n × stride: w u; only with a weight per dimension
    std::vector<float> transposed_;    ///< stride × width: the movies' vectors
    std::vector<float> lnQ_;           ///< by movie of the batch
    std::vector<float> slopes_;        ///< n × width: derivative of n · loss by each logit
    std::vector<double> rowLoss_;
    std::vector<double> weightGradients_;
};

} // namespace towerlab::fast
