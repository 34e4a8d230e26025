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

/// @throws SettingsError, with the estimate and what is free, if a step needs more than that; where
///         the system does not say what is free (0), never.
void requireMemory(const RunSettings& settings, std::uint64_t examples, std::uint64_t movies,
                   std::uint64_t freeBytes);

} // namespace towerlab
