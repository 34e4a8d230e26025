// SPDX-License-Identifier: MIT
// The models that a run went through as tensors, and back; private to core, because it shows
// LibTorch.
#pragma once

#include "core/model/named_tensors.h"
#include "core/model/trained_model_contents.h"

#include <cstddef>

namespace towerlab {

/// So many bytes moments take at most in a file: they are thinned until they fit.
inline constexpr std::size_t mostMomentBytesInFile = std::size_t{32} << 20U;

/// The weights of each, but for the last one, which is the model itself. What the optimiser
/// remembered is not kept.
void putMoments(NamedTensors& to, const std::vector<TrainedModel>& moments);

/// How many tensors such moments are; 0 where there are none.
std::size_t momentTensors(const NamedTensors& from);

/// @param contents the model, without its moments
/// @return null if there are none
/// @throws FormatError if they do not fit the model, or are no numbers
std::shared_ptr<const std::vector<TrainedModel>>
takeMoments(const NamedTensors& from, const TrainedModel::Contents& contents);

} // namespace towerlab
