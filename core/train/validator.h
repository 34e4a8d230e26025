// SPDX-License-Identifier: MIT
// Private to core, because it shows LibTorch.
#pragma once

#include "core/model/run_record.h"
#include "core/train/objective.h"
#include "core/train/train_batches.h"

#include <cstdint>
#include <vector>

namespace towerlab {

/// Measures a net on the ratings held out, after each epoch.
class Validator {
public:
    /// All must outlive the validator.
    /// @param inputs     with the histories of the training ratings
    /// @param validation may be empty; for ranking objectives the positives held out
    /// @param known      training and validation ratings: what is no negative; null for pointwise
    ///                   objectives
    Validator(const BatchObjective& objective, const NetInputs& inputs, const Examples& training,
              const Examples& validation, const NegativeSampler* known,
              const Vocabulary& vocabulary, const RunSettings& settings);

    /// Fills in what the objective has of validation metrics, and the spread of the scores.
    void measure(TwoTowerNetImpl& net, EpochRecord& record);

private:
    /// A movie held out and random ones that the user has not rated.
    struct Case {
        std::int32_t user = 0;
        std::vector<std::int32_t> movies; ///< the one held out first
    };

    void drawCases(const NegativeSampler& known);
    double meanLoss(TwoTowerNetImpl& net);
    std::vector<float> outputs(TwoTowerNetImpl& net, const Examples& examples, std::int64_t count);
    void rank(TwoTowerNetImpl& net, EpochRecord& record) const;

    const BatchObjective& objective_;
    const NetInputs& inputs_;
    const Examples& training_;
    const Examples& validation_;
    const Vocabulary& vocabulary_;
    const RunSettings& settings_;
    std::vector<Case> cases_;
};

} // namespace towerlab
