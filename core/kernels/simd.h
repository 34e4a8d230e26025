// SPDX-License-Identifier: MIT
// What loops that are compiled once for each kind of processor share.
#pragma once

#include <cstddef>

namespace towerlab {

/// Floats that one vector register holds. Rows that such loops go over are multiples of it.
inline constexpr std::size_t lanes = 8;

constexpr std::size_t padded(std::size_t count) { return (count + lanes - 1) / lanes * lanes; }

/// Whether loops compiled for AVX2 and FMA are in this program and can run on this processor.
bool canRunAvx2Kernels();

} // namespace towerlab
