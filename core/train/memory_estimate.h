// SPDX-License-Identifier: MIT
#pragma once

#include "core/model/settings.h"

#include <cstdint>

namespace towerlab {

/// Bytes that a step of such a run needs at once, by its largest part: the scores of a softmax with
/// their gradients. Other objectives need little.
/// @param examples of an epoch
std::uint64_t bytesOfAStep(const RunSettings& settings, std::uint64_t examples,
                           std::uint64_t movies);

/// Bytes that a run needs beside the weights that are there already: the optimiser's state, mean
/// weights where they are asked for, and the snapshots that are shown, kept and written.
std::uint64_t bytesBesideTheWeights(const RunSettings& settings, std::uint64_t weights);

/// What a run is to be made of.
struct RunSize {
    std::uint64_t examples = 0; ///< of an epoch
    std::uint64_t movies = 0;
    std::uint64_t weights = 0; ///< numbers, not bytes
};

/// @throws SettingsError, with the estimate and what is free, if the run needs more than that;
///         where the system does not say what is free (0), never.
void requireMemory(const RunSettings& settings, const RunSize& size, std::uint64_t freeBytes);

} // namespace towerlab
