// SPDX-License-Identifier: MIT
#pragma once

#include "core/data/fingerprint.h"
#include "core/model/settings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace towerlab {

/// One optimiser step. `loss` is the batch's objective plus the L2 penalty, before the update.
struct StepRecord {
    std::uint64_t step = 0; ///< from 1, over the whole run
    float loss = 0;
};

/// One pass over the training ratings.
struct EpochRecord {
    int epoch = 0;          ///< from 1
    std::uint64_t step = 0; ///< steps done at its end
    double trainLoss = 0;   ///< mean of its batches' losses weighted by size, as Keras prints it
    double penalty = 0;     ///< L2 part of the loss at the end of the epoch
    /// Objective plus penalty on the validation ratings; none without validation ratings.
    std::optional<double> validationLoss;
    /// On the star scale (mean squared error only).
    std::optional<double> validationRmse;
    std::optional<double> validationMae;
    /// Share of validation ratings put on the right side of 0.5 (classification only).
    std::optional<double> validationAccuracy;
    /// Area under the ROC curve (classification only; none if one class is absent).
    std::optional<double> validationAuc;
    /// Share of held-out movies ranked among the first 10 of themselves and 99 random movies that
    /// the user has not rated (ranking objectives only; He et al. 2017, section 4.1).
    std::optional<double> validationHitRate;
    /// The same, a hit at rank r counting 1 / log2(r + 1).
    std::optional<double> validationNdcg;
    /// Standard deviation of the scores of the validation ratings (or, without any, of some
    /// training ratings); near 0 the towers have collapsed, see collapseWarning().
    double scoreSpread = 0;
    double seconds = 0; ///< training alone, without validation
    double examplesPerSecond = 0;
};

/// What a run was and how it went; part of the model file.
struct RunRecord {
    RunSettings settings;
    std::string datasetName;
    std::string datasetSource; ///< folder or file, empty for built-in data
    ReadOptions reading;       ///< how it was read
    DataFingerprint data;      ///< of all its ratings, whichever of them took part
    /// Examples of an epoch: training ratings, of a ranking objective the positives among them, and
    /// of a softmax over the catalogue users.
    std::uint64_t trainCount = 0;
    std::uint64_t validationCount = 0;
    std::vector<EpochRecord> epochs;
    int keptEpoch = 0; ///< whose weights the model holds; 0: as initialised
    bool stoppedEarly = false;
    bool outOfPatience = false;   ///< early stopping ended it
    Engine engine = Engine::Fast; ///< that it really used
    int threads = 1;              ///< the same
};

/// The warning to show a person, with the remedy, if an epoch left a model that gives every pair
/// the same score; else empty.
///
/// The L2 penalty pulls the second dense kernels to 0 from the first step on, and RMSprop makes
/// that pull as strong as any other. Where all weights of the match start below 0, the vectors
/// mostly shrink before they learn, units die, and what is left is a constant. With a single weight
/// that is every second seed; with 8 of them, as in the article's code, one in 256.
std::string collapseWarning(const EpochRecord& epoch, const RunSettings& settings);

std::string toJson(const RunRecord& record);
/// @throws FormatError on malformed content.
RunRecord runRecordFromJson(const std::string& json);

} // namespace towerlab
