// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/encoding.h"
#include "core/model/embedding_table.h"
#include "core/train/run_record.h"

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <span>
#include <vector>

namespace towerlab {

/// The dense layer of one unit and the sigmoid behind the match: score = sigmoid(weight·m + bias).
struct MatchLayer {
    float weight = 1;
    float bias = 0;
    bool cosine = false;
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

    /// The model's output in (0, 1) for pairs of vocabulary indices (both spans of length n).
    std::vector<float> predict(std::span<const std::int32_t> users,
                               std::span<const std::int32_t> movies) const;

    /// Vectors of all users, n × vectorSize, in one batched pass of the user tower.
    EmbeddingTable userVectors() const;
    /// Vectors of all movies, n × vectorSize, in one batched pass of the item tower.
    EmbeddingTable movieVectors() const;

    const Contents& contents() const { return *contents_; }
    /// Whether both are handles to the very same model.
    bool sharesContentsWith(const TrainedModel& other) const {
        return contents_ == other.contents_;
    }

private:
    std::shared_ptr<const Contents> contents_;
};

} // namespace towerlab
