// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/data/encoding.h"
#include "core/evaluate/scorer.h"
#include "core/model/trained_model.h"

#include <memory>

namespace towerlab {

/// A trained two-tower model as the evaluation sees it: vectors of all users and movies, made once,
/// and their match. Scores are logits.
class TwoTowerScorer : public Scorer {
public:
    TwoTowerScorer(const TrainedModel& model, const Dataset& dataset);

    void score(std::size_t userRow, std::span<const std::int32_t> movieRows,
               std::span<float> scores) const override;
    bool predictsStars() const override { return predictsStars_; }
    void predictStars(std::size_t userRow, std::span<const std::int32_t> movieRows,
                      std::span<float> stars) const override;

private:
    Encoding encoding_;
    EmbeddingTable users_;
    EmbeddingTable movies_; ///< for a cosine, of length 1, as the users'
    MatchLayer match_;
    bool predictsStars_;
    bool linear_;
};

} // namespace towerlab
