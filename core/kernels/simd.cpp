// SPDX-License-Identifier: MIT
#include "core/kernels/simd.h"

namespace towerlab {

bool canRunAvx2Kernels() {
#ifdef TOWERLAB_AVX2_KERNELS
    static const bool can = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    return can;
#else
    return false;
#endif
}

} // namespace towerlab
