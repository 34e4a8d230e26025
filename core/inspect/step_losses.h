// SPDX-License-Identifier: MIT
// The loss of a batch, rating by rating; private to core, because it shows LibTorch.
#pragma once

#include "core/inspect/step_story.h"
#include "core/train/step_trace.h"

#include <cstddef>
#include <vector>

namespace towerlab {

/// The batch's ratings, each with its own part of the loss.
std::vector<BatchRow> rowsOf(const StepTrace& trace, const RunSettings& settings);

/// What a row's positive is held against, with itself, the strongest first; empty for a pointwise
/// objective.
/// @param leftOut takes how many are not told of
std::vector<Candidate> candidatesOf(const StepTrace& trace, const RunSettings& settings,
                                    std::size_t row, std::size_t& leftOut);

/// How the loss changes with u v, by dimension, as far as the logit of the pair itself goes.
std::vector<float> productGradients(const Journey& journey, float slope, Match match);

} // namespace towerlab
