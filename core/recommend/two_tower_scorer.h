// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/data/encoding.h"
#include "core/recommend/scorer.h"
#include "core/recommend/vector_match.h"

namespace towerlab {

/// A trained two-tower model as the evaluation sees it. Scores are logits.
class TwoTowerScorer : public Scorer {
public:
    TwoTowerScorer(const TrainedModel& model, const Dataset& dataset);

    void score(std::size_t userRow, std::span<const std::int32_t> movieRows,
               std::span<float> scores) const override;
    bool predictsStars() const override { return predictsStars_; }
    /// The middle of the scale for whom or what the model does not know.
    void predictStars(std::size_t userRow, std::span<const std::int32_t> movieRows,
                      std::span<float> stars) const override;
    /// Of a model trained with binary cross-entropy on rated pairs.
    bool predictsLikes() const override { return predictsLikes_; }
    /// One half for whom or what the model does not know.
    void predictLikes(std::size_t userRow, std::span<const std::int32_t> movieRows,
                      std::span<float> probabilities) const override;

private:
    void outputs(std::size_t userRow, std::span<const std::int32_t> movieRows,
                 std::span<float> values) const;

    Encoding encoding_;
    VectorMatch match_;
    bool predictsStars_;
    bool predictsLikes_;
};

} // namespace towerlab
