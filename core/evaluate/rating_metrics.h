// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

namespace towerlab {

/// Root of the mean squared difference; 0 for no values. Spans of the same length.
double rootMeanSquaredError(std::span<const float> predicted, std::span<const float> actual);
/// Mean absolute difference; 0 for no values.
double meanAbsoluteError(std::span<const float> predicted, std::span<const float> actual);
/// Share of scores on the label's side of 0.5. Labels are 0 or 1.
double accuracy(std::span<const float> scores, std::span<const float> labels);
/// Mean of -log of the probability given to the true label, in nats; 0 for no values. Probabilities
/// are kept 1e-7 away from 0 and 1, as Keras does, so that one sure mistake does not make it
/// infinite.
double logLoss(std::span<const float> probabilities, std::span<const float> labels);
/// Area under the ROC curve by the rank-sum statistic, ties counted half (Mann and Whitney 1947;
/// Fawcett 2006, section 7). None if one of the classes is absent.
std::optional<double> areaUnderRoc(std::span<const float> scores, std::span<const float> labels);

} // namespace towerlab
