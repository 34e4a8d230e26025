// SPDX-License-Identifier: MIT
#include "core/kernels/kernels.h"

namespace towerlab {

extern const Kernels kernelsForBaseline;
#ifdef TOWERLAB_AVX2_KERNELS
extern const Kernels kernelsForAvx2;
#endif

const Kernels& baselineKernels() { return kernelsForBaseline; }

const Kernels& kernels() {
#ifdef TOWERLAB_AVX2_KERNELS
    static const bool canRunAvx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (canRunAvx2)
        return kernelsForAvx2;
#endif
    return kernelsForBaseline;
}

} // namespace towerlab
