// SPDX-License-Identifier: MIT
// The frames of a run as tensors, and back; private to core, because it shows LibTorch.
#pragma once

#include "core/model/named_tensors.h"
#include "core/model/run_frames.h"

#include <cstddef>
#include <memory>

namespace towerlab {

/// So many bytes frames take at most in a file: they are thinned until they fit.
inline constexpr std::size_t mostFrameBytesInFile = std::size_t{32} << 20U;

/// Vectors as numbers of 16 bits (IEEE 754 half precision), which is finer than any screen; what
/// pulled the movies is not kept.
void putFrames(NamedTensors& to, const RunFrames& frames);

/// @return null if there are none
/// @throws FormatError if they do not fit so many users and movies with vectors of so many
///         dimensions, or are no numbers
std::shared_ptr<const RunFrames> takeFrames(const NamedTensors& from, std::size_t users,
                                            std::size_t movies, std::size_t dimensions);

/// How many tensors they are; 0 where there are none.
std::size_t frameTensors(const NamedTensors& from);

} // namespace towerlab
