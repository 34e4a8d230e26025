// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/dataset.h"
#include "core/recommend/scorer.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace towerlab {

/// A movie that the first stage retrieved, and where each stage puts it (places from 1).
struct TwoStageMovie {
    std::int32_t movie = 0; ///< row
    int retrievalPlace = 0;
    int rankPlace = 0;
    float retrievalScore = 0;
    float rankScore = 0;
};

/// Retrieval, then ranking (Covington, Adams and Sargin, "Deep neural networks for YouTube
/// recommendations", RecSys 2016, section 2): a cheap method picks the best N of the whole
/// catalogue, and a second one, too slow or too unsure for all movies, puts these in order. What
/// was not retrieved follows in the first method's order.
class TwoStageScorer final : public Scorer {
public:
    /// @param trainRows what the user rated there is never retrieved
    TwoStageScorer(std::shared_ptr<const Scorer> retrieval, std::shared_ptr<const Scorer> rank,
                   int retrieved, const Dataset& dataset, std::span<const std::uint32_t> trainRows);

    void score(std::size_t userRow, std::span<const std::int32_t> movieRows,
               std::span<float> scores) const override;

    /// The retrieved movies in the second stage's order; fewer than N where the first stage knows
    /// fewer.
    std::vector<TwoStageMovie> stages(std::size_t userRow) const;

private:
    std::shared_ptr<const Scorer> retrieval_;
    std::shared_ptr<const Scorer> rank_;
    std::size_t retrieved_;
    std::size_t movies_;
    std::vector<std::vector<std::int32_t>> seen_; ///< by user row, ascending
};

} // namespace towerlab
